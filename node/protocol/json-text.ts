/**
 * JSON as it was written. A number past 2^53, or one with more digits than a double holds, is not what `JSON.parse`
 * makes of it; a service and a trace give back the text that was sent. Without recursion: a body may be nested deeper
 * than the stack is.
 */

/** The source of a regular expression for a JSON string, with its quotes. */
export const JSON_STRING = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`;

/** Numbers that may lose digits have many of them, or an exponent. Cheap to ask of every line, and rarely true. */
const SUSPECT = /\d{16}|\d[eE]/;
const STRING_OR_SPACE = new RegExp(String.raw`${JSON_STRING}|\s+`, 'g');
const STRING_OR_MARK = new RegExp(String.raw`${JSON_STRING}|[[\]{},]`, 'g');
const KEY = new RegExp(String.raw`^\s*(${JSON_STRING})\s*:`);

/** A member of an object, as its author wrote it. */
export interface JsonMember {
  readonly key: string;
  /** The text of its value, without white space around it. */
  readonly value: string;
  /** The whole member, with the white space around it. */
  readonly text: string;
}

/** Whether a number in this text may not be what `JSON.parse` makes of it. */
export function mayLoseDigits(text: string): boolean {
  return SUSPECT.test(text);
}

/** The text without white space between its tokens, and with strings spelled as `JSON.stringify` spells them. */
export function compactJson(text: string): string {
  return text.replaceAll(STRING_OR_SPACE, (token) => {
    if (!token.startsWith('"')) return '';
    return token.includes('\\') ? JSON.stringify(JSON.parse(token)) : token;
  });
}

/** The members of an object in their order. For a text that is known to be a JSON object. */
export function membersOf(object: string): readonly JsonMember[] {
  const members: JsonMember[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of object.matchAll(STRING_OR_MARK)) {
    if (mark === '{' || mark === '[') {
      if (depth++ === 0) start = index + 1;
    } else if (mark === '}' || mark === ']') depth--;
    if ((mark === ',' && depth === 1) || (mark === '}' && depth === 0)) {
      const member = memberOf(object.slice(start, index));
      if (member !== undefined) members.push(member);
      start = index + 1;
    }
  }
  return members;
}

/** Undefined for the nothing between the braces of an empty object. */
function memberOf(text: string): JsonMember | undefined {
  const found = KEY.exec(text);
  const [before = '', quoted = '""'] = found ?? [];
  if (found === null) return undefined;
  return { key: String(JSON.parse(quoted)), value: text.slice(before.length).trim(), text };
}

/** The text of the value at this path of keys; of several members of one name the last, as `JSON.parse` has it. */
export function textAt(object: string, path: readonly string[]): string | undefined {
  let text: string | undefined = object;
  for (const name of path) {
    text = text.startsWith('{') ? membersOf(text).findLast(({ key }) => key === name)?.value : undefined;
    if (text === undefined) return undefined;
  }
  return text;
}
