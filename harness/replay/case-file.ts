/**
 * The text format of cases, one line at a time: `*.case`, written by hand, and any text that was pasted from a task.
 *
 *     # a comment                                   Configure updates fanoutTimeout: 5000ms
 *     case Configure updates fanout                 Input
 *     match: exact                                  {"src": "c0", ...}
 *     in  {"src": "c0", ...}                        Expected Output
 *     out {"src": "n1", ...}                        {"src": "n1", ...}
 *
 * In a case that begins with the word `case` every line must be understood. Elsewhere a line that belongs to no case
 * is skipped: buttons, blocks of code, paragraphs. An error fails its own case only.
 */

import { type Case, isBroken, type ReadCase } from './case.js';
import type { Draft } from './case-draft.js';
import type { Line } from './case-line.js';
import { CaseReader } from './case-reader.js';
import { FixtureError } from '../errors/fixture-error.js';
import { holdsMessage } from './message-text.js';

/** Reads all cases of a file, including those with errors. Throws a FixtureError if there is none. */
export function parseCaseFile(text: string, file: string): ReadCase[] {
  return finished(text, file).map(([, read]) => read);
}

/** The cases of a text that is expected to be valid. Throws the FixtureError of the first that is not. */
export function soundCases(text: string, file: string): Case[] {
  return parseCaseFile(text, file).map((read) => {
    if (isBroken(read)) throw read.error;
    return read;
  });
}

/** The cases of a file, each with the draft that it was read from. */
export function finished(text: string, file: string): (readonly [Draft, ReadCase])[] {
  const reader = new CaseReader(text, file);
  const all: (readonly [Draft, ReadCase])[] = [];
  for (const draft of reader.read()) {
    if (draft.isCase) all.push([draft, draft.finish(all.length)]);
  }
  if (all.length === 0) throw noCase(file, reader.lines);
  return all;
}

/** The shortest valid cases. */
const EXAMPLES = `
  case Init is answered
  in  {"src": "c0", "dest": "n1", "body": {"type": "init", "msg_id": 1, "node_id": "n1", "node_ids": ["n1"]}}
  out {"src": "n1", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1, "msg_id": 0}}

or, as tasks have it:

  Init is answered
  Input
  {"src": "c0", "dest": "n1", "body": {"type": "init", "msg_id": 1, "node_id": "n1", "node_ids": ["n1"]}}
  Expected Output
  {"src": "n1", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1, "msg_id": 0}}`;

function noCase(file: string, lines: readonly Line[]): FixtureError {
  const message = lines.find(({ source }) => holdsMessage(source));
  const line = message ?? lines.find(({ kind }) => kind !== 'blank');
  const got =
    line === undefined
      ? 'got an empty file'
      : `got none; ${message === undefined ? 'the text begins with' : 'the first line with a message is'} ${JSON.stringify(line.source.trim().slice(0, 120))}`;
  return new FixtureError(
    { file, line: line?.number ?? 1 },
    'expected a case: a line "case Its name" with in and out lines behind it, or messages below the headings ' +
      `"Input" and "Expected Output"; ${got}. Either of these is one:\n${EXAMPLES}`,
  );
}
