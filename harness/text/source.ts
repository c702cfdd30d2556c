/**
 * A YAML (or JSON) file as a value whose every part has its line, so that an error can name its position.
 *
 * JSON is read by the same parser: it is YAML's flow style, and `JSON.parse` gives no positions.
 */

import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { fitted } from './clipped.js';
import { issueHint, issueWords } from './issue-words.js';
import { valueAt } from './value-at.js';
import { messageOf } from '../errors/message-of.js';
import { FixtureError, type Place } from '../errors/fixture-error.js';

export type Path = readonly PropertyKey[];

export class Source {
  readonly value: unknown;
  readonly #text: string;
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #root: unknown;

  /** Throws a FixtureError if the text is not YAML. */
  constructor(text: string, file: string, format: 'yaml' | 'json') {
    this.#text = text;
    this.#file = file;
    this.#lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: this.#lines,
      intAsBigInt: true,
      schema: format === 'json' ? 'json' : 'core',
      prettyErrors: false,
    });
    this.#root = document.contents;
    const [error] = document.errors;
    if (error !== undefined) {
      const line = this.#lineAt(error.pos[0]);
      throw new FixtureError(
        { file, line },
        `expected ${format === 'json' ? 'JSON' : 'YAML'}: ${error.message}`,
        error,
      );
    }
    try {
      this.value = plainNumbers(document.toJS({ maxAliasCount: 100 }) as unknown);
    } catch (error) {
      throw new FixtureError({ file, line: 1 }, messageOf(error), error);
    }
  }

  /** The position of a value, or the nearest known one: for a missing key that of its map. */
  place(path: Path): Place {
    let node = this.#root;
    let offset = offsetOf(node) ?? 0;
    for (const key of path) {
      const inside = this.#step(node, key);
      if (inside === undefined) break;
      offset = inside.offset;
      node = inside.node;
    }
    return { file: this.#file, line: this.#lineAt(offset), ...(path.length > 0 && { field: fieldOf(path) }) };
  }

  /** The range of a value's source text. Undefined if there is none. */
  range(path: Path): readonly [start: number, end: number] | undefined {
    let node = this.#root;
    for (const key of path) node = this.#step(node, key)?.node;
    const range = (node as Node | undefined)?.range;
    return range == null ? undefined : [range[0], range[1]];
  }

  /** The source text of a value in one line. In JSON a line end is never part of a string. */
  textOf(path: Path): string {
    const [start, end] = this.range(path) ?? [0, 0];
    return this.#text.slice(start, end).replaceAll(/\s*[\r\n]\s*/g, ' ');
  }

  /** The error of a schema's first issue, at its position in the file. */
  error(issues: readonly z.core.$ZodIssue[], under: Path = []): FixtureError {
    const [issue] = issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = [...under, ...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
    if (unknown !== undefined) return new FixtureError(this.place(path), 'there is no such field');
    const value = this.valueAt(path);
    const text = issue === undefined ? 'wrong' : issueWords(issue);
    const hint = issue === undefined ? '' : issueHint(issue, value);
    return new FixtureError(this.place(path), `${text}, got ${show(value)}${hint}`);
  }

  valueAt(path: Path): unknown {
    return valueAt(this.value, path);
  }

  #step(node: unknown, key: PropertyKey): { readonly node: unknown; readonly offset: number } | undefined {
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key));
      const offset = offsetOf(pair?.key);
      return pair === undefined || offset === undefined ? undefined : { node: pair.value, offset };
    }
    if (isSeq(node)) {
      const item = node.items[Number(key)];
      const offset = offsetOf(item);
      return offset === undefined ? undefined : { node: item, offset };
    }
    return undefined;
  }

  #lineAt(offset: number): number {
    return Math.max(1, this.#lines.linePos(offset).line);
  }
}

/** `messages[2].body.type` */
function fieldOf(path: Path): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function show(value: unknown): string {
  const text =
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}` : each)) ?? 'nothing';
  return fitted(text, 160);
}

/** Integers that a number holds become numbers; those beyond 2^53 stay bigint, for the schema to refuse. */
function plainNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainNumbers(member)]));
}
