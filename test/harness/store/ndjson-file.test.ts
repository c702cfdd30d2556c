/** A file of lines while it is written: what is on disk when. */

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { NdjsonFile } from '../../../harness/store/ndjson-file.js';
import { folder } from '../folder.js';

const here = folder();
let files = 0;

function file(): NdjsonFile {
  return new NdjsonFile(path.join(here, `${files++}.ndjson`));
}

function content({ path: place }: NdjsonFile): string {
  return readFileSync(place, 'utf8');
}

test('the file is there, empty, from the start', (t) => {
  t.is(content(file()), '');
});

test('what was written is on disk after a flush, in order and complete', (t) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null))), (steps) => {
      const one = file();
      const lines: string[] = [];
      for (const step of steps) {
        if (step === null) one.flush();
        else {
          lines.push(JSON.stringify(step));
          one.write(JSON.stringify(step));
        }
      }
      one.flush();
      t.is(content(one), lines.map((line) => `${line}\n`).join(''));
      one.close();
    }),
    { numRuns: 30 },
  );
});

test('many lines do not wait for a flush, one line does', (t) => {
  const one = file();
  one.write('x');
  t.is(content(one), '');
  for (let i = 0; i < 300; i++) one.write('x'.repeat(1000));
  const size = statSync(one.path).size;
  t.true(size > 200_000 && size < 302_000, String(size));
});

test('to close is to flush; afterwards nothing comes, and closing again does no harm', (t) => {
  const one = file();
  one.write('x');
  one.close();
  one.close();
  one.write('too late');
  one.flush();
  t.is(content(one), 'x\n');
});

test('a file that was there is begun anew', (t) => {
  const one = file();
  one.write('old');
  one.close();
  const again = new NdjsonFile(one.path);
  t.is(content(again), '');
});
