/** Where a variable is declared in the text of a module: found by its words, since a debugger does not say. */

export interface Declared {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** `name` is a variable, a member of a class (`Log.count`) or of `globalThis`. Undefined if the text does not declare it. */
export function declarationOf(name: string, text: string): Declared | undefined {
  const [variable = '', member] = name.split('.', 2).map(escaped);
  const lines = text.split('\n');
  if (variable === 'globalThis') return firstMatch(lines, new RegExp(`\\bglobal(?:This)?\\.(${member})\\b`));
  const declared =
    firstMatch(
      lines,
      new RegExp(
        `^\\s*(?:export\\s+(?:default\\s+)?)?(?:let|var|const|class|function\\*?)\\s[^;=(]*(?<![\\w$])(${variable})(?![\\w$])`,
      ),
    ) ??
    firstMatch(
      lines,
      new RegExp(`\\b(?:let|var|const)\\s.*(?<![\\w$.])(${variable})(?![\\w$])\\s*(?:[=,;}]|$)`),
    );
  if (declared === undefined || member === undefined) return declared;
  const from = declared.line - 1;
  return (
    firstMatch(lines, new RegExp(`\\bstatic\\s+(#?${member})(?![\\w$])`), from) ??
    firstMatch(lines, new RegExp(`(?<![\\w$])${variable}\\.(${member})(?![\\w$])\\s*=`)) ??
    declared
  );
}

function firstMatch(lines: readonly string[], pattern: RegExp, from = 0): Declared | undefined {
  for (const [i, line] of lines.entries()) {
    const found = i < from ? undefined : pattern.exec(line);
    const word = found?.[1];
    if (found === undefined || found === null || word === undefined) continue;
    return {
      line: i + 1,
      column: found.index + found[0].search(new RegExp(`(?<![\\w$])${escaped(word)}(?![\\w$])`)) + 1,
    };
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[$^.*+?()[\]{}|\\]/g, String.raw`\$&`);
}
