import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { folderWith } from '../folder.js';
import { ECHO, INIT, INIT_OK, play } from './playing.js';

test('--update makes failing cases pass, and leaves the rest of the file alone', async (t) => {
  const original = `# about this file
case first
program: echo
# before
  in  ${INIT}
in ${ECHO}
out {"src":"n1","dest":"c0","body":{"type":"init_ok","in_reply_to":1,"msg_id":7}}
# between
out {"body":{"echo":"<string>","type":"<any>","msg_id":2,"in_reply_to":2},"src":"n1","dest":"c1"}

case second
program: echo
in ${INIT}
out ${INIT_OK}
`;
  const json = `[\n  {"name": "third", "program": "echo", "in": [${INIT}], "out": [{"src": "n2"}]}\n]\n`;
  const folder = folderWith({ 'a.case': original, 'b.cases.json': json });
  const { summary, entries } = await play({ paths: [folder], update: true, runtime: 'all' });
  t.like(summary, { passed: 9, failed: 0, updated: 6 });
  t.deepEqual(
    entries.map((entry) => entry.status),
    [
      ...Array.from<string>({ length: 3 }).fill('updated'),
      ...Array.from<string>({ length: 3 }).fill('passed'),
      ...Array.from<string>({ length: 3 }).fill('updated'),
    ],
  );
  t.is(
    readFileSync(path.join(folder, 'a.case'), 'utf8'),
    original
      .replace(/out .*"msg_id":7.*/, `out ${INIT_OK}`)
      .replace(
        /out \{"body":\{"echo".*/,
        'out {"src":"n1","dest":"c1","body":{"type":"<any>","echo":"<string>","in_reply_to":2,"msg_id":1}}',
      ),
  );
  t.is(
    readFileSync(path.join(folder, 'b.cases.json'), 'utf8'),
    json.replace('[{"src": "n2"}]', `[\n    ${INIT_OK}\n  ]`),
  );
  t.like((await play({ paths: [folder], update: true })).summary, { passed: 3, failed: 0, updated: 0 });
});

test('--update takes no example from a node that crashed, nor from one that stayed', async (t) => {
  const folder = folderWith({
    'crash.mjs': "console.log('x'); process.exitCode = 3;",
    'stay.mjs': "console.log('x'); setInterval(() => {}, 1000);",
  });
  for (const [program, timeout, says] of [
    ['crash.mjs', 30_000, /ended with exit status 3: expected exit status 0/],
    ['stay.mjs', 500, /did not end within 500 ms after the end of its input, and was killed/],
  ] as const) {
    const text = `case a\ntimeout: ${timeout}\nin ${INIT}\nout nothing\n`;
    writeFileSync(path.join(folder, 'a.case'), text);
    const { summary, entries } = await play({
      paths: [folder],
      bin: path.join(folder, program),
      update: true,
    });
    t.like(summary, { failed: 1, updated: 0 });
    t.regex(entries[0]?.problem ?? '', says);
    t.is(readFileSync(path.join(folder, 'a.case'), 'utf8'), text);
  }
});
