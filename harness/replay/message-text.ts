/**
 * Repairs a pasted message: the changes that sites, chats and editors make to JSON are undone if the meaning is
 * certain, and reported if it is not.
 */

const STRING = /"(?:[^"\\]|\\.)*"/g;
/** White space that JSON does not allow, and characters of no width. */
const STRANGE_BLANKS = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
const NO_WIDTH = /[\u200B-\u200D\u2060\uFEFF]/g;
const QUOTES = /[\u201C-\u201F\u00AB\u00BB\u2033]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  '#34': '"',
  '#39': "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  amp: '&',
};

/** The repairs. Each is tried on the result of those before it. */
const REPAIRS: readonly ((text: string) => string)[] = [
  (text) => outsideStrings(text, (part) => part.replaceAll(STRANGE_BLANKS, ' ').replaceAll(NO_WIDTH, '')),
  // Characters that end it in a list or in HTML, and buttons.
  (text) => text.replace(/\}(?:\s|,|;|copy|<\/[a-z]+>)+$/i, '}'),
  (text) => text.replaceAll(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity),
  // Escaped as inside a string, or by Markdown.
  (text) => text.replaceAll(/\\(["_*[\]])/g, '$1'),
];

/**
 * The repaired text if it is JSON; any other text unchanged. Throws a SyntaxError if it would be JSON with straight
 * quotes.
 */
export function pastedMessage(text: string): string {
  if (!startsMessage(text) || isJson(text)) return text;
  let repaired = text;
  for (const repair of REPAIRS) {
    repaired = repair(repaired);
    if (isJson(repaired)) return repaired;
  }
  const straight = outsideStrings(repaired.replaceAll(QUOTES, '"'), (part) =>
    part.replaceAll(STRANGE_BLANKS, ' '),
  );
  if (straight !== repaired && isJson(straight))
    throw new SyntaxError(
      'typographic quotes (“ ”) in place of straight ones ("): an editor has replaced them',
    );
  return text;
}

/** Whether a text begins as a message does, or a list of them. */
export function startsMessage(text: string): boolean {
  return /^(?:\{|\[\s*(?:\{|$))/.test(text);
}

/** Whether a text contains a message, even between words. */
export function holdsMessage(text: string): boolean {
  return /\{\s*\\?["“”](?:src|dest|body)\\?["“”]\s*:/.test(text);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The number of unclosed brackets in a text, strings apart. */
export function openBrackets(text: string): number {
  let open = 0;
  outsideStrings(text, (part) => {
    for (const character of part) {
      if (character === '{' || character === '[') open++;
      else if (character === '}' || character === ']') open--;
    }
    return part;
  });
  return open;
}

function outsideStrings(text: string, change: (part: string) => string): string {
  let end = 0;
  let changed = '';
  for (const { 0: string, index } of text.matchAll(STRING)) {
    changed += change(text.slice(end, index)) + string;
    end = index + string.length;
  }
  return changed + change(text.slice(end));
}
