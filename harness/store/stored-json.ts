/**
 * A JSON file of a run, read within bounds. Of a file that is too large only the beginning is read: it holds the
 * verdict, since Eddy writes it first.
 */

import { isObject } from '../../node/index.js';
import { readStart } from './stored-file.js';

const MAX_BYTES = 8 * 1024 * 1024;
const HEAD_BYTES = 4096;

export type StoredJson =
  | { readonly kind: 'object'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'large'; readonly valid: boolean | 'unknown' | undefined }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad'; readonly problem: string };

export function readStoredJson(folder: string, name: string): StoredJson {
  const file = readStart(MAX_BYTES, folder, name);
  if (file === undefined) return { kind: 'missing' };
  if (!file.whole) return { kind: 'large', valid: validIn(file.text.slice(0, HEAD_BYTES)) };
  try {
    const value: unknown = JSON.parse(file.text);
    if (isObject(value)) return { kind: 'object', value };
  } catch {
    // Reported below, because the parser's own message quotes the file.
  }
  return { kind: 'bad', problem: `${name} is no JSON object` };
}

function validIn(head: string): boolean | 'unknown' | undefined {
  const [, text] = /^\s*\{\s*"valid"\s*:\s*(true|false|"unknown")/.exec(head) ?? [];
  if (text === undefined) return undefined;
  return text === '"unknown"' ? 'unknown' : text === 'true';
}
