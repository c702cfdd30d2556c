/**
 * Which exports of a layer have no docstring: those that its `index.ts` passes on, looked up where they are declared. Reads
 * sources as text: the repository's format (one declaration begins a line, its docstring ends on the line before) is checked.
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** `export { a, type B, c as d } from './file.js';` */
const PASSED_ON = /^export (?:type )?\{([^}]*)\} from '([^']+)';/gm;

export interface Export {
  readonly name: string;
  /** From the root, with its extension `.ts`. */
  readonly file: string;
}

/** All that a file passes on from other files, each with the file that declares it. */
export function exportsOf(index: string): readonly Export[] {
  const source = readFileSync(path.join(ROOT, index), 'utf8');
  return [...source.matchAll(PASSED_ON)].flatMap(([, names = '', from = '']) => {
    const target = path.join(path.dirname(index), from.replace(/\.js$/, '.ts'));
    return names
      .split(',')
      .map((each) => each.trim().replace(/^type /, ''))
      .filter((each) => each !== '')
      .map((each) => declared((/^(\w+) as /.exec(each)?.[1] ?? each).trim(), target));
  });
}

/** Follows a name through files that only pass it on. */
function declared(name: string, file: string): Export {
  const further = exportsOf(file).find((each) => each.name === name);
  return further ?? { name, file };
}

/** The exports of a layer whose declaration has no docstring, as `name (file)`. */
export function undocumented(index: string): readonly string[] {
  return exportsOf(index)
    .filter(({ name, file }) => !hasDocstring(readFileSync(path.join(ROOT, file), 'utf8'), name))
    .map(({ name, file }) => `${name} (${file})`);
}

/** Whether the declaration of that name in a source is preceded by a docstring. Throws if it is not declared there. */
export function hasDocstring(source: string, name: string): boolean {
  const declaration = new RegExp(
    `^export (?:abstract )?(?:async )?(?:function\\*?|class|const|interface|type) ${name}\\b`,
    'm',
  ).exec(source);
  if (declaration === null) throw new Error(`${name} is not declared there`);
  const before = source.slice(0, declaration.index).split('\n').slice(0, -1);
  const end = before.length - 1;
  if (before[end]?.trimEnd().endsWith('*/') !== true) return false;
  return (
    before
      .slice(0, end + 1)
      .findLast((line) => /^\s*\/\*/.test(line))
      ?.startsWith('/**') === true
  );
}
