/**
 * A workload under mutation, and the law that its checker must obey: of a mutated history it finds what an oracle finds,
 * case by case, and nothing else.
 */

import type { ExecutionContext } from 'ava';
import type { WorkloadFigures } from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';
import { printExact, Random } from '../../../../node/index.js';
import { type Call, historyOf, settled } from './call.js';
import type { Mutation, Mutations } from './mutations.js';

/** A case that the oracle tells apart. */
export interface Case {
  /** Whether the workload's promise forbids it. */
  readonly forbidden: boolean;
  /** Whether the checker must find it; `perhaps` if it cannot know in general, `unknown` if it must leave the verdict open. */
  readonly caught: boolean | 'perhaps' | 'unknown';
  /** Why these two differ. */
  readonly because?: string;
}

export interface Subject {
  readonly name: string;
  readonly cases: Readonly<Record<string, Case>>;
  /** What a sound system did. */
  readonly sound: (random: Random) => Call[];
  readonly mutations: Mutations;
  readonly check: (history: History) => WorkloadFigures;
  /** The names of all cases that these calls are. Shares nothing with the checker. */
  readonly judge: (calls: readonly Call[]) => ReadonlySet<string>;
  /** What else checker and oracle must agree on; undefined if they do. */
  readonly compare?: (result: WorkloadFigures, names: ReadonlySet<string>) => string | undefined;
}

/** How checker and oracle disagree about these calls; undefined if they do not. */
function disagreement(subject: Subject, calls: readonly Call[]): string | undefined {
  const names = subject.judge(calls);
  const unlisted = [...names].filter((name) => subject.cases[name] === undefined);
  if (unlisted.length > 0) return `the oracle names cases that are not listed: ${unlisted.join(', ')}`;
  const result = subject.check(historyOf(calls));
  const found = new Set([...names].map((name) => subject.cases[name]?.caught));
  const expected = found.has('unknown') ? 'unknown' : !found.has(true);
  const open = expected === true && found.has('perhaps');
  if (result.valid !== expected && !open) {
    return `the verdict is ${result.valid}, the oracle says ${expected}: ${[...names].join(', ') || 'allowed'}`;
  }
  return subject.compare?.(result, names);
}

/** Forgets calls as long as the two still disagree. */
function minimal(subject: Subject, calls: readonly Call[]): readonly Call[] {
  for (const one of calls) {
    const fewer = calls.filter((call) => call !== one);
    if (disagreement(subject, fewer) !== undefined) return minimal(subject, fewer);
  }
  return calls;
}

function told(subject: Subject, origin: string, calls: readonly Call[]): string {
  const least = minimal(subject, calls);
  const lines = historyOf(least).map(
    ({ process, type, f, value, ...rest }) =>
      `  ${process} ${type} ${f} ${printExact(value)}${rest['final?'] === true ? ' (final)' : ''}`,
  );
  const { valid: _, ...result } = subject.check(historyOf(least));
  return [`${subject.name}, ${origin}: ${disagreement(subject, least)}`, ...lines, printExact(result)].join(
    '\n',
  );
}

/** The same histories in every run; EDDY_SEARCH=<seed> with EDDY_SEARCH_RUNS=<number> looks for others. */
function range(byDefault: number): { readonly seed: number; readonly runs: number } {
  const { EDDY_SEARCH: seed, EDDY_SEARCH_RUNS: runs } = process.env;
  return { seed: Number(seed ?? 1), runs: Number(runs ?? byDefault) };
}

const NONE: readonly [string, Mutation] = ['nothing', () => undefined];

/** How many different disagreements are shown, each by its smallest history. */
const SHOWN = 8;

export function holds(t: ExecutionContext, subject: Subject, byDefault: number): void {
  const { seed, runs } = range(byDefault);
  const root = new Random(seed).fork(subject.name);
  const mutations = Object.entries(subject.mutations);
  const seen = new Map<string, number>();
  const used = new Map<string, number>();
  const problems = new Map<string, string>();
  const look = (origin: string, calls: readonly Call[]): void => {
    const problem = disagreement(subject, calls);
    if (problem !== undefined && !problems.has(problem) && problems.size < SHOWN) {
      problems.set(problem, told(subject, origin, calls));
    }
  };
  for (let run = 0, tries = 0; run < runs; tries++) {
    const random = root.fork(`${tries}`);
    const sound = settled(subject.sound(random));
    if (run === 0 || random.chance(0.05)) {
      look(`sound history ${tries}`, sound);
      const names = [...subject.judge(sound)].filter((name) => subject.cases[name]?.forbidden === true);
      t.deepEqual(names, [], `sound history ${tries} of ${subject.name}`);
    }
    let calls: readonly Call[] = sound;
    const applied: string[] = [];
    const count = random.chance(0.3) ? 2 : 1;
    for (let i = 0; i < count; i++) {
      // One after the other, so that none is left out of a short run.
      const [name, mutate] = i === 0 ? (mutations[run % mutations.length] ?? NONE) : random.pick(mutations);
      const mutated = mutate(random, calls);
      if (mutated === undefined) break;
      calls = settled(mutated);
      applied.push(name);
    }
    if (applied.length === 0) continue;
    run++;
    for (const name of applied) used.set(name, (used.get(name) ?? 0) + 1);
    for (const name of subject.judge(calls)) seen.set(name, (seen.get(name) ?? 0) + 1);
    if (subject.judge(calls).size === 0) seen.set('allowed', (seen.get('allowed') ?? 0) + 1);
    look(`run ${tries} (${applied.join(', ')})`, calls);
  }
  t.log(`${runs} histories: ${[...seen].map(([name, count]) => `${name} ${count}`).join(', ')}`);
  t.deepEqual([...problems.values()].join('\n\n'), '');
  t.deepEqual(
    mutations.map(([name]) => name).filter((name) => !used.has(name)),
    [],
    'every mutation was made',
  );
  t.deepEqual(
    ['allowed', ...Object.keys(subject.cases)].filter((name) => !seen.has(name)),
    [],
    'every case was met',
  );
}
