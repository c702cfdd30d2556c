/**
 * What a line is that is no JSON: recognised from its shape, so that its author can be told what to change. One clause that
 * begins with a verb whose subject is the line, and what to do.
 */

import { isObject } from '../../node/index.js';
import { endOfValue } from './brackets.js';

export interface BadLine {
  /** `begins with a byte order mark (U+FEFF)` */
  readonly flaw: string;
  readonly hint: string;
  /** The line so that a person can read it, if it cannot be read as it came. */
  readonly legible?: string;
}

const ONE_EACH = 'print each message on a line of its own: a message ends with \\n';

/** Undefined for a line of no shape that is known. `intact` is false if bytes of it were not UTF-8. */
export function diagnose(text: string, intact: boolean): BadLine | undefined {
  return (
    encodingFlaw(text) ??
    gluedMessages(text) ??
    textAround(text) ??
    otherNotation(text) ??
    (intact
      ? undefined
      : {
          flaw: 'holds bytes that are not UTF-8',
          hint: 'print text, and encode it in UTF-8: stdout carries JSON only',
        })
  );
}

function encodingFlaw(text: string): BadLine | undefined {
  const zeros = text.split('\0').length - 1;
  if (zeros > 3 && zeros * 3 > text.length)
    return {
      flaw: `is not in UTF-8, but in ${zeros * 3 > text.length * 2 ? 'UTF-32' : 'UTF-16'}: its bytes are zero at fixed intervals`,
      hint: 'set the encoding of stdout to UTF-8 (in C#: Console.OutputEncoding = new UTF8Encoding(false))',
      legible: text.replaceAll('\0', ''),
    };
  if (text.startsWith('\uFEFF'))
    return {
      flaw: 'begins with a byte order mark (U+FEFF), which JSON must not have',
      hint: 'write UTF-8 without one: in Python "utf-8" for "utf-8-sig", in C# new UTF8Encoding(false)',
    };
  if (zeros > 0)
    return {
      flaw: `holds a NUL byte (its character ${text.indexOf('\0') + 1})`,
      hint: 'print the text of the message and \\n, without the zero that ends a C string and without a length before it',
    };
  return undefined;
}

/** `{...}{...}` */
function gluedMessages(text: string): BadLine | undefined {
  let count = 0;
  let rest = text.trim();
  while (rest.startsWith('{')) {
    const end = endOfValue(rest);
    if (end === undefined || !isObject(parsed(rest.slice(0, end)))) return undefined;
    count++;
    rest = rest.slice(end).replace(/^[\s,]+/, '');
  }
  return rest === '' && count > 1
    ? { flaw: `holds ${count} JSON objects, one behind the other`, hint: ONE_EACH }
    : undefined;
}

/** A message with something before or behind it. */
function textAround(text: string): BadLine | undefined {
  const from = text.search(/\{\s*"/);
  if (from === -1) return undefined;
  const rest = text.slice(from);
  const end = endOfValue(rest);
  const value = end === undefined ? undefined : parsed(rest.slice(0, end));
  if (end === undefined || !isObject(value) || !('body' in value)) return undefined;
  const before = text.slice(0, from);
  const behind = rest.slice(end);
  const places = [
    ...(before.trim() === '' ? [] : [`${quote(before)} before its message`]),
    ...(behind.trim() === '' ? [] : [`${quote(behind)} behind its message`]),
  ];
  if (places.length === 0) return undefined;
  return {
    flaw: `has ${places.join(' and ')}`,
    hint: 'a line is one message and nothing else: print logs, prompts and colours to stderr',
  };
}

const NOTATIONS: readonly (readonly [shape: RegExp, flaw: string, hint: string])[] = [
  [/^\s*\{\s*'/, 'is in single quotes, as Python prints a dict', 'print json.dumps(message)'],
  [
    /^\s*(\{|%\{)\s*(:\w+|"\w+")\s*=>/,
    'is how Ruby or Elixir prints a map',
    'print message.to_json, or Jason.encode!(message)',
  ],
  [
    /^\s*%?\{\s*:?(src|dest|body|id)\b/,
    'has keys without quotes',
    'print it as JSON (in JavaScript JSON.stringify(message))',
  ],
  [/^\s*&?(map\[|\{(\{|\w+ ))/, 'is how Go prints a value', 'print what json.Marshal returns'],
  [/^\s*\[object Object\]/, 'is how JavaScript prints an object as a text', 'print JSON.stringify(message)'],
  [/^\s*Content-Length:/i, 'is a header', 'a message has none: it is one line of JSON'],
  [
    /^\s*\{.*[:,[]\s*-?(NaN|Infinity|None|True|False|undefined|nil)\b/,
    'holds a word that is not JSON (NaN, Infinity, None, True, False, undefined or nil)',
    'JSON knows numbers, true, false and null: convert the value before it is printed',
  ],
];

function otherNotation(text: string): BadLine | undefined {
  const known = NOTATIONS.find(([shape]) => shape.test(text));
  return known === undefined ? undefined : { flaw: known[1], hint: known[2] };
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length <= 40 ? text : `${text.slice(0, 40)}…`);
}
