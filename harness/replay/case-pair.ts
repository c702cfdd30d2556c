/**
 * Cases in two files: the input in one, the expected output in another beside it, as `input-1.jsonl` and
 * `expected-1.txt`.
 */

import type { ReadCase } from './case.js';
import { Draft } from './case-draft.js';

export interface Part {
  readonly part: 'in' | 'out';
  /** The common part of the two files' names: `sample-1-input.txt` and `sample_1_output` belong to `sample 1`. */
  readonly key: string;
}

const WORDS: Readonly<Record<string, Part['part']>> = {
  in: 'in',
  input: 'in',
  inputs: 'in',
  stdin: 'in',
  out: 'out',
  output: 'out',
  outputs: 'out',
  stdout: 'out',
  expected: 'out',
  ans: 'out',
  answer: 'out',
};
const EXTENSION = /\.(?:txt|jsonl|ndjson|json|log|data)$/;

/** The part of a case that a file of this name holds. Undefined if it is none. */
export function partOf(name: string): Part | undefined {
  const bare = name.toLowerCase().replace(EXTENSION, '');
  const words = bare.match(/[a-z]+|\d+/g) ?? [];
  const [part, ...others] = new Set(words.flatMap((word) => WORDS[word] ?? []));
  const extension = /\.([a-z]+)$/.exec(bare)?.[1];
  if (part === undefined || others.length > 0 || (extension !== undefined && WORDS[extension] === undefined))
    return undefined;
  return { part, key: words.filter((word) => WORDS[word] === undefined).join(' ') };
}

/** For each input among the names of a folder, its output; undefined if the folder has none. */
export function pairs(names: readonly string[]): ReadonlyMap<string, string | undefined> {
  const outputs = new Map<string, string>();
  for (const name of names) {
    const { part, key = '' } = partOf(name) ?? {};
    if (part === 'out' && !outputs.has(key)) outputs.set(key, name);
  }
  return new Map(
    names.flatMap((name) => {
      const { part, key = '' } = partOf(name) ?? {};
      return part === 'in' ? [[name, outputs.get(key)] as const] : [];
    }),
  );
}

export interface CasePair {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly outputFile: string;
  readonly outputText: string;
}

/** Reads the case in two files. */
export function parseCasePair({ name, file, text, outputFile, outputText }: CasePair): ReadCase {
  const draft = new Draft({ file, line: 1 }, name, true);
  draft.takeText('in', { file, line: 1 }, text.replace(/^\uFEFF/, ''), true);
  draft.takeText('out', { file: outputFile, line: 1 }, outputText.replace(/^\uFEFF/, ''), true);
  return { ...draft.finish(0), outputFile };
}
