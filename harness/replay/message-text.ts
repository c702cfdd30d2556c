/**
 * A message as it was pasted: what sites, chats and editors do to JSON is undone if it is certain what was meant, and reported if
 * it is not.
 */

const STRING = /"(?:[^"\\]|\\.)*"/g;
/** Blanks that JSON does not know, and characters that take no place. */
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

/** What may have happened to a message, undone. Each is tried on what those before it have left. */
const REPAIRS: readonly ((text: string) => string)[] = [
  (text) => outsideStrings(text, (part) => part.replaceAll(STRANGE_BLANKS, ' ').replaceAll(NO_WIDTH, '')),
  // What closes it in a list or in HTML, and buttons.
  (text) => text.replace(/\}(?:\s|,|;|copy|<\/[a-z]+>)+$/i, '}'),
  (text) => text.replaceAll(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity),
  // As it stands inside a string, or as Markdown escapes it.
  (text) => text.replaceAll(/\\(["_*[\]])/g, '$1'),
];

/**
 * The text as it was before it was pasted, if it is JSON then; any other text as it is. Throws a SyntaxError if it would be
 * JSON with straight quotes.
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

/** Whether a text has a message inside, be it between words. */
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

/** How many brackets a text leaves open, strings apart. */
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
