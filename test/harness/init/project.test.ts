/** What `eddy init` writes, and where it refuses to. */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { firstRuns, languageOf, LANGUAGES } from '../../../harness/init/languages.js';
import { readme, templateFiles, writeProject } from '../../../harness/init/project.js';
import { folder, folderWith, write } from '../folder.js';

const python = languageOf('python');

test('a project holds the files of its template and a README', (t) => {
  for (const language of LANGUAGES) {
    const place = path.join(folder(), 'a', 'b');
    const written = writeProject(language, place);
    t.deepEqual(readdirSync(place).toSorted(), ['README.md', ...templateFiles(language)].toSorted());
    t.deepEqual(written.toSorted(), readdirSync(place).toSorted());
    t.is(readFileSync(path.join(place, 'README.md'), 'utf8'), readme(language));
  }
});

test('a script can be executed, and begins with the name of its interpreter', (t) => {
  for (const language of LANGUAGES.filter(({ bin, main }) => bin === `./${main}`)) {
    const place = folder();
    writeProject(language, place);
    const main = path.join(place, language.main);
    t.is(statSync(main).mode & 0o111, 0o111, main);
    t.regex(readFileSync(main, 'utf8'), /^#!\/usr\/bin\/env \w+\n/);
  }
});

test('a README has the build and both runs, and is short', (t) => {
  for (const language of LANGUAGES) {
    const text = readme(language);
    const { valid, partitioned } = firstRuns(language);
    for (const command of [language.build ?? '', valid, partitioned]) t.true(text.includes(command), command);
    t.true(text.split('\n').filter((line) => line !== '').length <= 13, text);
  }
});

test('a folder with anything in it is refused, and stays as it is', (t) => {
  const place = folderWith({ 'notes.txt': 'mine', 'other.txt': '' });
  t.throws(() => writeProject(python, place), {
    instanceOf: UsageError,
    message: `init: expected an empty folder, but ${place} holds notes.txt and 1 more: name a new folder, such as eddy init python my-node`,
  });
  t.deepEqual(readdirSync(place), ['notes.txt', 'other.txt']);
});

test('a folder that holds a repository without files counts as empty', (t) => {
  const place = folder();
  mkdirSync(path.join(place, '.git'));
  writeProject(python, place);
  t.true(existsSync(path.join(place, 'main.py')));
});

test('a file in the place of the folder is refused, and one above it too', (t) => {
  const file = write(path.join(folder(), 'file'), '');
  t.throws(() => writeProject(python, file), {
    instanceOf: UsageError,
    message: /expected a folder, got the file/,
  });
  t.throws(() => writeProject(python, path.join(file, 'below')), {
    instanceOf: UsageError,
    message: /below cannot be written: ENOTDIR/,
  });
});
