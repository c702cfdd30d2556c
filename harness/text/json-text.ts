/**
 * JSON as it was written. A number past 2^53, or one with more digits than a double holds, is not what `JSON.parse` makes
 * of it; a trace shows the number that was sent. Without recursion: a body may be nested deeper than the stack is.
 */

/** Such numbers have many digits or an exponent. Cheap to ask of every line, and rarely true. */
const SUSPECT = /\d{16}|\d[eE]/;
const STRING_OR_SPACE = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g;
const STRING_OR_BRACKET = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

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

/** The members of an object, each key with the text of its value, in their order. For a text that is known to be JSON. */
export function membersOf(object: string): readonly (readonly [key: string, value: string])[] {
  const members: (readonly [string, string])[] = [];
  let depth = 0;
  let start = 0;
  let key: string | undefined;
  for (const { 0: token, index } of object.matchAll(STRING_OR_BRACKET)) {
    if (token.startsWith('"')) {
      if (depth !== 1 || key !== undefined) continue;
      key = JSON.parse(token) as string;
      start = object.indexOf(':', index + token.length) + 1;
      continue;
    }
    if (depth === 1 && (token === ',' || token === '}') && key !== undefined) {
      members.push([key, object.slice(start, index).trim()]);
      key = undefined;
    }
    if (token === '{' || token === '[') depth++;
    else if (token !== ',') depth--;
  }
  return members;
}

/** The text of the value at this path of keys; of several members of one name the last, as `JSON.parse` has it. */
export function textAt(object: string, path: readonly string[]): string | undefined {
  let text: string | undefined = object;
  for (const key of path) {
    text = text.startsWith('{') ? membersOf(text).findLast(([name]) => name === key)?.[1] : undefined;
    if (text === undefined) return undefined;
  }
  return text;
}
