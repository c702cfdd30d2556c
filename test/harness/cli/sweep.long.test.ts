/** `eddy sweep` as a command: what it prints, how it ends, and what Ctrl-C leaves. */

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { until } from '../../real-time.js';
import { folder, write } from '../folder.js';
import { eddy, Eddy } from './eddy.js';

// One command at a time: each starts threads of its own.
const SMALL = '-w broadcast --node-count 3 --time-limit 2 --rate 20 --latency 10 --jobs 1'.split(' ');

for (const [args, problem] of [
  [['--vary', 'fanout'], /--vary expects a name, = and values/],
  [['--vary', 'ratee=1,2'], /did you mean rate\?/],
  [['--vary', 'fanout=1', '--vary', 'fanout=2'], /--vary fanout: it is varied twice/],
  [['--vary', 'latency=-5'], /at latency=-5: latency: .*-5/],
  [['--target', 'msgs-per-op<'], /expected a figure, a comparison and a number/],
  [['--jobs', '0'], /--jobs: expected a whole number from 1 to \d+, got "0"/],
  [['--seed', '7'], /unknown option '--seed'/],
  [['--resume'], /latest is not the folder of a sweep: it has no plan\.json/],
] as const) {
  test.serial(`eddy sweep ${args.join(' ')} is wrong usage`, async (t) => {
    const { status, out, err } = await eddy(['sweep', ...SMALL, ...args]);
    t.is(status, 254, err);
    t.is(out, '');
    t.regex(err, problem);
  });
}

test.serial('a sweep ends with a table, a sentence, and where its report is', async (t) => {
  const cwd = folder();
  const args = [...SMALL, '--vary', 'gossip_interval_ms=0,200', '--seeds', '2', '--target', 'stable-max<100'];
  const { status, out, err } = await eddy(['sweep', ...args], { cwd });
  t.is(status, 0, err);
  const lines = out.trimEnd().split('\n');
  t.regex(
    lines[0] ?? '',
    /^ {2}gossip_interval_ms +msgs-per-op +stable-p50 +stable-p99 +stable-max +good +on the front of$/,
  );
  t.regex(lines[1] ?? '', /^> +0 +\d.* 2\/2 \(34\.\.100 %\) /);
  t.regex(lines[2] ?? '', /^ {3,}200 +\d/);
  t.regex(
    out,
    /\nTake gossip_interval_ms=0: stable-max < 100 was met in 2 of 2 seeds \(95 % CI 34\.\.100 %\), at /,
  );
  t.regex(
    err,
    /^sweep: 4 runs, simulated\n(.*\n)*4\/4 runs {2}\| {2}ETA 0:00 {2}\| {2}best so far gossip_interval_ms=0 /,
  );
  t.false(`${out}${err}`.includes('\u001B'));
  const report = path.join(cwd, /report +(\S+)/.exec(out)?.[1] ?? '');
  t.true(existsSync(report));
});

test.serial('where no point meets the target in every seed, the status is 1', async (t) => {
  const { status, out } = await eddy(['sweep', ...SMALL, '--seeds', '1', '--target', 'stable-max<0.1']);
  t.is(status, 1);
  t.regex(out, /\nNo point met stable-max < 0\.1 in any seed; the only point came nearest /);
});

test.serial('a run that failed is shown with the command that gives it again', async (t) => {
  const cwd = folder();
  const { status, out } = await eddy(['sweep', ...SMALL, '--seeds', '1', '--expect', 'stable-max<0.5'], {
    cwd,
  });
  t.is(status, 1);
  const [, problem, command = '', stored = ''] =
    /1 run failed:\n {2}(.*)\n {4}eddy (.*)\n {4}stored in (.*)\n/.exec(out) ?? [];
  t.regex(problem ?? '', /^stable-max < 0\.5: over by /);
  const again = await eddy(command.replaceAll("'", '').split(' '), { cwd });
  t.is(again.status, 1);
  const results = (run: string): unknown => JSON.parse(readFileSync(path.join(run, 'results.json'), 'utf8'));
  t.deepEqual(results(path.join(cwd, 'store', 'latest')), results(stored));
});

test.serial('Ctrl-C keeps what is done, and --resume goes on with it', async (t) => {
  const cwd = folder();
  const args = [
    ...SMALL,
    '--time-limit',
    '20',
    '--rate',
    '100',
    '--vary',
    'gossip_interval_ms=0..300:100',
    '--seeds',
    '500',
  ];
  const running = new Eddy(['sweep', ...args], { cwd });
  const latest = path.join(cwd, 'store', 'sweep', 'latest');
  const recorded = (): string => {
    const file = path.join(latest, 'runs.ndjson');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  await until(() => recorded().includes('\n'), 'the first run on disk');
  running.child.kill('SIGINT');
  const { status, out, err } = await running.ended;
  t.is(status, 2, err);
  t.regex(err, /\neddy: stopping when the runs under way have ended\. Ctrl-C again to stop at once\n/);
  t.regex(out, /\nSome runs are missing: eddy sweep --resume store\/sweep\/\S+ does them\.\n/);
  const done = recorded().trimEnd().split('\n');
  t.true(done.length < 2000);
  t.true(existsSync(path.join(latest, 'sweep.html')));

  const again = new Eddy(['sweep', '--resume', '--jobs', '1'], { cwd });
  await until(() => recorded().trimEnd().split('\n').length > done.length, 'a run more');
  again.child.kill('SIGINT');
  t.is((await again.ended).status, 2);
  t.regex(again.err, new RegExp(`^sweep: 2000 runs, ${done.length} of them done before, simulated\n`));
  t.deepEqual(recorded().split('\n').slice(0, done.length), done);
  t.is(realpathSync(latest), realpathSync(path.join(cwd, 'store', 'sweep', 'latest')));
});

test.serial('programs are compared by giving --bin more than once', async (t) => {
  const cwd = folder();
  const library = JSON.stringify(import.meta.resolve('../../../node/index.js'));
  const source = `import { shape } from ${library};\nexport default (node) => node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo }));\n`;
  write(path.join(cwd, 'mine.mjs'), source);
  const args = '-w echo --node-count 1 --time-limit 1 --seeds 1 --bin own --bin ./mine.mjs'.split(' ');
  const { status, out, err } = await eddy(['sweep', ...args], { cwd });
  t.is(status, 0, err);
  t.regex(out, /\n[> ] +own +0 .*\n[> ] +\.\/mine\.mjs +0 /);
});
