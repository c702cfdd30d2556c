/** The members of a JSON object as their author wrote them: what a program stores must not come back spelled differently. */

export interface JsonMember {
  readonly key: string;
  /** The text of its value, without white space around it. */
  readonly value: string;
  /** The whole member as it is written. */
  readonly text: string;
}

const MARKS = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]/g;
const KEY = /^\s*("[^"\\]*(?:\\.[^"\\]*)*")\s*:/;

/** Walks the top level of a text that is known to be a JSON object. */
export function membersOf(object: string): JsonMember[] {
  const members: JsonMember[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of object.matchAll(MARKS)) {
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
  const key = KEY.exec(text);
  if (key === null) return undefined;
  return { key: JSON.parse(key[1] as string) as string, value: text.slice(key[0].length).trim(), text };
}
