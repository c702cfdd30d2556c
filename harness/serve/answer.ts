/**
 * The server's answer to a request: status, headers, and a text or a file. Every answer carries the headers that keep
 * other pages out; content from the store also carries a policy under which it can run and fetch nothing.
 */

import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { ServerResponse } from 'node:http';
import { htmlDocument, type Document } from '../page/document.js';
import type { OpenFile } from '../store/stored-file.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | OpenFile;
}

const FOR_ALL = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
const TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
/** Of an origin of its own, without scripts, and nothing may be fetched. */
const INERT = "sandbox; default-src 'none'; frame-ancestors 'none'";
/** A stored page may run its own scripts, in an origin of its own, and has no network access. */
const STORED_PAGE =
  "sandbox allow-scripts allow-downloads allow-top-navigation-by-user-activation; default-src 'none'; " +
  "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function pageAnswer(document: Document, status = 200): Answer {
  const body = htmlDocument(document);
  const headers = {
    'Content-Type': HTML,
    // In addition to the policy in the page itself, which cannot forbid framing.
    'Content-Security-Policy': "frame-ancestors 'none'",
    // The list asks for itself again and again.
    ETag: `"${createHash('sha256').update(body).digest('base64url')}"`,
  };
  return { status, headers, body };
}

export function textAnswer(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { ...headers, 'Content-Type': TEXT, 'Content-Security-Policy': INERT },
    body: `${text}\n`,
  };
}

/** Data for the script of a page; undefined if there is none, which is no error: a browser would report one. */
export function dataAnswer(data: unknown): Answer {
  const headers = { 'Content-Type': 'application/json', 'Content-Security-Policy': INERT };
  return data === undefined
    ? { status: 204, headers, body: '' }
    : { status: 200, headers, body: JSON.stringify(data) };
}

/** The answer itself, or in a few bytes that what the client has is still the same. */
export function unlessKnown(answer: Answer, known: string | undefined): Answer {
  const { ETag: tag } = answer.headers;
  return tag !== undefined && tag === known ? { ...answer, status: 304, body: '' } : answer;
}

/** A page from the store. */
export function storedPageAnswer(file: OpenFile): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': HTML, 'Content-Security-Policy': STORED_PAGE },
    body: file,
  };
}

export function fileAnswer(file: OpenFile, json: boolean): Answer {
  const headers = { 'Content-Type': json ? 'application/json' : TEXT, 'Content-Security-Policy': INERT };
  return { status: 200, headers, body: file };
}

export function redirect(to: string): Answer {
  return textAnswer(308, `This page is at ${to}`, { Location: to });
}

export function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries({ ...FOR_ALL, ...headers })) response.setHeader(name, value);
}

/** Rejects if the file ends early or the client has disconnected; the connection is unusable then. */
export async function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  head: boolean,
): Promise<void> {
  setHeaders(response, headers);
  response.statusCode = status;
  if (status !== 204 && status !== 304)
    response.setHeader('Content-Length', typeof body === 'string' ? Buffer.byteLength(body) : body.size);
  if (typeof body === 'string') {
    response.end(head ? undefined : body);
    return;
  }
  try {
    if (head || body.size === 0) response.end();
    // A file that is still being written has grown by now; only the announced length is sent.
    else await pipeline(body.handle.createReadStream({ end: body.size - 1, autoClose: false }), response);
  } finally {
    await body.handle.close();
  }
}
