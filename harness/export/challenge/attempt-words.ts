/** What all reporters of challenges say of an attempt, in words. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { explain } from '../../errors/explain-error.js';
import { decisiveLine } from '../../findings/decisive-line.js';
import { fingerprint, fingerprintText } from '../../findings/fingerprint.js';
import { nextCommand } from '../../findings/next-command.js';
import { repeatWords } from '../../options/repeat-command.js';
import { testCommand } from '../../options/test-command.js';
import type { Attempt, Attempted } from '../../run/attempts.js';
import type { Target } from '../../run/challenges.js';

/** `challenge 3d, Efficient Broadcast, Part I`, and of several attempts which one. */
export function attemptTitle({ challenge, labels }: Attempt): string {
  return [`challenge ${challenge.name}, ${challenge.title}`, ...labels].join(', ');
}

/** `met`, `not met`, `unknown`. */
export function targetWord({ met }: Target): 'met' | 'not met' | 'unknown' {
  if (met === 'unknown') return 'unknown';
  return met ? 'met' : 'not met';
}

/** `msgs-per-op: expected < 30, got 41.2: not met` */
export function targetSentence(target: Target): string {
  return `${target.what}: expected ${target.target}, got ${target.result}: ${targetWord(target)}`;
}

/** Where the run is, how to repeat it, and why it was not met: what is not known is undefined. */
export interface AttemptFacts {
  readonly decisive: string | undefined;
  readonly fingerprint: string | undefined;
  readonly folder: string | undefined;
  readonly report: string | undefined;
  readonly repeat: string;
  readonly next: string;
}

export function factsOf({ run, input, verdict }: Attempted, cwd: string): AttemptFacts {
  if (run instanceof Error) {
    const repeat = testCommand({ input, env: {} });
    return {
      decisive: explain(run).split('\n')[0],
      fingerprint: 'start/crashed/any',
      folder: undefined,
      report: undefined,
      repeat,
      next: repeat,
    };
  }
  const { summary, options, seed, folder } = run;
  const shown = folder && path.relative(cwd, folder);
  const page = folder && path.join(folder, 'report.html');
  const mark = verdict === 'met' ? undefined : fingerprint(summary);
  const repeat = repeatWords({ ...options, seed })?.join(' ') ?? testCommand({ input, env: {} });
  return {
    decisive: verdict === 'met' ? undefined : decisiveLine(summary),
    fingerprint: mark && fingerprintText(mark),
    folder: shown,
    report: page !== undefined && existsSync(page) ? path.relative(cwd, page) : undefined,
    repeat,
    next: nextCommand(summary, shown) ?? repeat,
  };
}
