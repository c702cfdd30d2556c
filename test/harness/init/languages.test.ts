/** Which languages `eddy init` knows, by which names. */

import { readdirSync } from 'node:fs';
import test from 'ava';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { firstRuns, languageOf, LANGUAGES, testCommand } from '../../../harness/init/languages.js';
import { templateFiles } from '../../../harness/init/project.js';
import { binOption } from '../../../router/index.js';

const TEMPLATES = new URL('../../../../templates/', import.meta.url);

test('each folder of templates is a language, and each language has a folder', (t) => {
  t.deepEqual(readdirSync(TEMPLATES).toSorted(), LANGUAGES.map(({ name }) => name).toSorted());
});

test('a template holds the main file and the files that speak the protocol', (t) => {
  for (const language of LANGUAGES) {
    const files = templateFiles(language);
    for (const name of [language.main, ...language.protocol]) t.true(files.includes(name), name);
  }
});

test('a language is found by its name and its aliases, in any case', (t) => {
  for (const [typed, name] of [
    ['python', 'python'],
    ['Py', 'python'],
    ['golang', 'go'],
    ['C++', 'c++'],
    ['cpp', 'c++'],
    ['js', 'javascript'],
    ['ts', 'typescript'],
    ['rs', 'rust'],
    ['rb', 'ruby'],
    ['JAVA', 'java'],
  ] as const)
    t.is(languageOf(typed).name, name);
});

test('no two languages share a name', (t) => {
  const names = LANGUAGES.flatMap(({ name, aliases }) => [name, ...aliases]);
  t.is(new Set(names).size, names.length);
});

test('an unknown language is refused with the known ones, and with what was probably meant', (t) => {
  t.throws(() => languageOf('pyhton'), {
    instanceOf: UsageError,
    message:
      'init: there is no template for "pyhton": expected one of python, go, rust, javascript, typescript, ruby, java, c++; did you mean python?',
  });
  t.throws(() => languageOf('cobol'), { instanceOf: UsageError, message: /expected one of .*, c\+\+$/ });
});

test('arguments of the program go behind -- in a command', (t) => {
  const java = languageOf('java');
  t.is(
    testCommand(java, 'echo', '--time-limit 5'),
    'eddy test -w echo --bin java --time-limit 5 -- -cp . Main',
  );
  t.true(firstRuns(java).partitioned.includes('--nemesis partition'));
  t.is(binOption([java.bin, ...(java.args ?? [])]), '--bin java -- -cp . Main');
});
