/**
 * The server: accepts connections, refuses requests that are not meant for it, passes the rest to the site, and stops
 * at once when asked to. The site makes the pages.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../errors/usage-error.js';
import { type Answer, send, textAnswer, unlessKnown } from './answer.js';
import { bare, isOurs, urlOf } from './own-hosts.js';
import { parseTarget } from './request-target.js';
import { Site } from './site.js';
import { messageOf } from '../errors/message-of.js';

export interface ServeOptions {
  readonly store: string;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

export interface Serving {
  readonly url: string;
  /** Closes open connections too. */
  readonly stop: () => Promise<void>;
}

/** Rejects with a UsageError if the address cannot be bound. */
export async function serve({ store, host, port }: ServeOptions): Promise<Serving> {
  const site = new Site(store, Date.now);
  const server = createServer();
  await listen(server, bare(host), port);
  const { port: actual } = server.address() as AddressInfo;
  const bound = { host, port: actual, hostname: hostname() };
  server.on('request', (request, response) => {
    const refusal = refuse(request, isOurs(request.headers.host, bound), actual);
    answer(site, request, response, refusal).catch(() => response.destroy());
  });
  return {
    url: urlOf(host, actual),
    stop: async () => {
      site.stop();
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The reason to refuse a request, whatever its target. */
function refuse({ method, headers }: IncomingMessage, ours: boolean, port: number): Answer | undefined {
  if (!ours) {
    return textAnswer(
      421,
      `eddy serve answers to the address it was started with and no other, to keep other sites from reading your store through your browser (DNS rebinding). ` +
        `Expected a Host such as localhost:${port}, got ${JSON.stringify(headers.host ?? null)}. ` +
        'To be reached by another name, start it with --host <that name>.',
    );
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return textAnswer(405, `eddy serve only shows: expected GET or HEAD, got ${method}.`, {
      Allow: 'GET, HEAD',
    });
  }
  return undefined;
}

async function answer(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Answer | undefined,
): Promise<void> {
  const head = request.method === 'HEAD';
  // An unread body would be taken for the next request on this connection.
  if (refusal !== undefined) response.setHeader('Connection', 'close');
  const target = parseTarget(request.url ?? '');
  if (refusal === undefined && target !== undefined && site.isEvents(target)) {
    site.listen(response, head);
    return;
  }
  const said =
    refusal ?? (target === undefined ? site.nothingHere() : await site.answer(target).catch(failure));
  await send(response, unlessKnown(said, request.headers['if-none-match']), head);
}

function failure(error: unknown): Answer {
  const reason = messageOf(error);
  return textAnswer(500, `This page could not be made: ${reason}`);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new UsageError(whyNot(error, host, port), error));
    });
    server.listen(port, host, resolve);
  });
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `--port: ${port} is in use on ${host} already, perhaps by another eddy serve. Name another, or 0 for any that is free`;
    case 'EACCES':
      return `--port: ${port} may not be used by you. Name one from 1024 up, or 0 for any that is free`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `--host: expected an address or a name of this machine, got ${JSON.stringify(host)} (${message})`;
    default:
      return `cannot listen on ${host}, port ${port}: ${message}`;
  }
}
