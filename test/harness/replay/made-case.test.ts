import path from 'node:path';
import test from 'ava';
import { caseProgram } from '../../../harness/replay/case-program.js';
import { soundCases } from '../../../harness/replay/case-file.js';
import { type MadeCase, makeCase } from '../../../harness/replay/made-case.js';
import type { Recording } from '../../../harness/replay/recording.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';
import { ECHO, ECHO_OK, INIT, INIT_OK } from './playing.js';

const NOTHING = { requests: [], before: 0, behind: 0, tooDeep: 0, unheard: 0, restartedAt: undefined };
const TEST = { workload: 'echo', seed: 7, runtime: 'sim' };

async function make(
  output: readonly string[],
  more: {
    input?: readonly string[];
    all?: boolean;
    bin?: string;
    test?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<MadeCase> {
  const { input = [INIT, ECHO], all = false, bin, test = TEST } = more;
  const recording: Recording = { ...NOTHING, input, output };
  return makeCase(recording, await caseProgram(test, { bin }), { node: 'n1', all, test });
}

test('a case says where it comes from, and what a node that answers alike answers is expected', async (t) => {
  const made = await make([INIT_OK, ECHO_OK]);
  t.like(made, { match: 'subset', input: 2, output: 2, different: 0, passes: true });
  t.is(
    made.text,
    `# Made by eddy fixture from a run: node n1, workload echo, runtime sim, seed 7.
# In: 2 messages that came to n1, in the order of delivery.
# Out: its replies to clients.
# Not compared: msg_id, which counts what timers send too.
case n1 in a run of echo, seed 7
program: echo
match: subset
ignore: msg_id
in  ${INIT}
in  ${ECHO}
out ${INIT_OK}
out ${ECHO_OK}
`,
  );
});

test('a reply that comes differently in a replay is left out, and with all it is kept and told', async (t) => {
  const wrong = ECHO_OK.replace('hi', 'ho');
  const made = await make([INIT_OK, wrong]);
  t.like(made, { output: 1, different: 1, passes: true });
  t.false(made.text.includes(wrong));
  t.true(made.text.includes('# Left out: 1 reply that came differently'));
  const all = await make([INIT_OK, wrong], { all: true });
  t.like(all, { output: 2, different: 1, passes: false, match: 'unordered' });
  t.true(all.text.includes(wrong));
});

test('replies that come in another order are expected in any order', async (t) => {
  t.like(await make([ECHO_OK, INIT_OK]), { match: 'unordered', output: 2, passes: true });
});

test('a text that looks like a placeholder means itself alone', async (t) => {
  const echo = ECHO.replace('hi', '<any>');
  const made = await make([INIT_OK, ECHO_OK.replace('hi', '<any>')], { input: [INIT, echo] });
  t.like(made, { output: 2, passes: true });
  t.true(made.text.includes('"echo":"/^<any>$/"'));
});

test('a node that does not end well is told of', async (t) => {
  const bin = write(
    path.join(folder(), 'dies.mjs'),
    'process.stdin.resume().on("end", () => process.exit(3));\n',
  );
  const made = await make([], { bin });
  t.is(made.passes, false);
  t.regex(made.problem ?? '', /status 3/);
  t.true(made.text.includes(`eddy replay <this file> --bin ${bin}`));
});

test('a program that is not there any more leaves a case that was not replayed', async (t) => {
  const made = await make([INIT_OK, ECHO_OK], { test: { ...TEST, bin: '/nowhere/node.py', args: ['-v'] } });
  t.is(made.passes, undefined);
  t.is(made.output, 2);
  t.regex(made.problem ?? '', /not replayed: .*no such file/);
  t.true(made.text.includes('--bin /nowhere/node.py -- -v\n'));
  t.is(soundCases(made.text, 'x').length, 1);
});

test('what stands in test.json cannot break out of a comment or a name', async (t) => {
  const { text } = await make([INIT_OK], {
    test: { ...TEST, seed: 'a\nin x\u001B[31m' },
    bin: 'dist/node/programs/echo.js',
  });
  t.is(soundCases(text, 'x')[0]?.input.length, 2);
  t.false(text.includes('\u001B'));
});

test('the program is the given one, that of the run, or that of its workload', async (t) => {
  t.like(await caseProgram({ workload: 'lin-kv' }, {}), { program: 'lin-kv', bin: undefined });
  t.like(await caseProgram({ workload: 'lin-kv' }, { program: 'lin-kv-proxy' }), { program: 'lin-kv-proxy' });
  const own = { workload: 'lin-kv', bin: 'dist/node/programs/lin-kv-proxy.js' };
  t.like(await caseProgram(own, {}), { program: 'lin-kv-proxy', bin: undefined });
  const bin = 'test/programs/echo-wrong.js';
  t.like(await caseProgram({ workload: 'echo', bin, args: ['-v'] }, {}), {
    program: 'echo',
    bin,
    args: ['-v'],
  });
  for (const given of [{}, { program: 'nix' }, { bin: '/nowhere/nix' }]) {
    await t.throwsAsync(caseProgram({}, given), { instanceOf: UsageError, message: /expected|no such file/ });
  }
});
