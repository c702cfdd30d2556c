/** Where JSON values end, without parsing them: by their brackets, outside of strings. */

/** The place behind the object or array that the text begins with; undefined if it does not end in the text. */
export function endOfValue(text: string): number | undefined {
  const brackets = new Brackets();
  const end = brackets.take(text);
  return end === -1 ? undefined : end;
}

/** Counts brackets over several texts, none of which ends inside a string. */
export class Brackets {
  #depth = 0;

  /** How many brackets are open. */
  get depth(): number {
    return this.#depth;
  }

  /** The place behind the bracket that closes the last open one; -1 if the text leaves some open, or has none. */
  take(text: string): number {
    const marks = /["{}[\]]/g;
    for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
      if (mark[0] === '"') {
        const end = endOfString(text, mark.index + 1);
        if (end === -1) return -1;
        marks.lastIndex = end;
      } else if (mark[0] === '{' || mark[0] === '[') this.#depth++;
      else if (--this.#depth <= 0) return marks.lastIndex;
    }
    return -1;
  }
}

/** The place behind the quote that ends a string; -1 if it does not end. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"') return at + 1;
  }
  return -1;
}
