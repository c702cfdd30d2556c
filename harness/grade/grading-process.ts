/** Runs in a process of its own, which can be killed: does one task of grading, and answers once. */

import { parsePlan, printPlan } from '../plan/plan-file.js';
import { explain } from '../errors/explain-error.js';
import { resolveProgram } from '../cluster/program.js';
import { fingerprint, fingerprintText } from '../findings/fingerprint.js';
import { attemptsOf, makeAttempts } from '../run/attempts.js';
import { challengesNamed } from '../run/challenges.js';
import { runChecked } from '../run/run-test.js';
import plannedRun from '../search/planned-run.js';
import { shrink, sizeText } from '../search/shrink.js';
import { isSimulated } from '../../router/index.js';
import type { GradeAnswer, GradeTask } from './task.js';

/** The most runs for making a plan small. A limit in time would make two gradings differ. */
const SHRINK_RUNS = 150;

process.once('message', (task: GradeTask) => {
  void answerTo(task)
    .catch((error: unknown): GradeAnswer => ({ kind: 'failed', reason: explain(error) }))
    .then((answer) => process.send?.(answer, () => process.exit(0)));
});

async function answerTo(task: GradeTask): Promise<GradeAnswer> {
  switch (task.kind) {
    case 'choose':
      return chosen(task);
    case 'run':
      return ran(task);
    case 'shrink':
      return shrunk(task);
  }
}

async function chosen({ bin, runtimes }: GradeTask & { readonly kind: 'choose' }): Promise<GradeAnswer> {
  let reason = 'no runtime was given';
  for (const runtime of runtimes) {
    try {
      await resolveProgram({ runtime, bin, args: [], own: '' });
      return { kind: 'chosen', runtime };
    } catch (error) {
      reason = explain(error);
    }
  }
  return { kind: 'failed', reason };
}

async function ran({
  challenge,
  bin,
  runtime,
  seed,
}: GradeTask & { readonly kind: 'run' }): Promise<GradeAnswer> {
  const attempts = attemptsOf({
    challenges: challengesNamed([challenge]),
    bins: [bin],
    seeds: [seed],
    given: { runtime },
  });
  const answers: GradeAnswer[] = [];
  const records = isSimulated(runtime);
  const io = {
    jobs: 1,
    signal: new AbortController().signal,
    run: ({ test }: (typeof attempts)[number]) => runChecked(test, { store: false, records }),
    goesOn: true,
    now: () => 0,
  };
  await makeAttempts(attempts, io, ({ run, targets, verdict }) => {
    if (run instanceof Error) {
      answers.push({ kind: 'failed', reason: explain(run) });
      return;
    }
    const print = verdict === 'met' ? undefined : fingerprint(run.summary);
    const { recorded } = run;
    answers.push({
      kind: 'ran',
      isMet: verdict === 'met',
      missed: targets
        .filter(({ met }) => met !== true)
        .map(({ what, target, result }) => `${what}: expected ${target}, got ${result}`),
      ...(print !== undefined &&
        recorded !== undefined && {
          failure: { fingerprint: fingerprintText(print), plan: printPlan(recorded) },
        }),
    });
  });
  return answers[0] ?? { kind: 'failed', reason: 'the run was not made' };
}

async function shrunk({
  plan,
  fingerprint: wanted,
}: GradeTask & { readonly kind: 'shrink' }): Promise<GradeAnswer> {
  const stop = new AbortController();
  let runs = 0;
  const { plan: small } = await shrink(parsePlan(plan, 'plan'), wanted, {
    run: async (each) => {
      if (++runs >= SHRINK_RUNS) stop.abort();
      return (await plannedRun({ plan: each })).fingerprint;
    },
    jobs: 1,
    signal: stop.signal,
  });
  return { kind: 'shrunk', plan: printPlan(small), size: sizeText(small) };
}
