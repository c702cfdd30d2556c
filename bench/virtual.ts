/** How much faster than live a run in virtual time is, for one program in each language that is on this machine. */

import { build, LANGUAGES, missing } from '../test/harness/virtual-program.js';
import type { Benchmark } from './benchmark.js';
import { runEddy } from './eddy-command.js';
import { digits, interleave, median, ratios, spread } from './rounds.js';
import type { Table } from './table.js';

const ROUNDS = 3;
const SMALL = 'test -w broadcast --node-count 5 --time-limit 20 --rate 10 --latency 100 --seed 7'.split(' ');
const LARGE = 'test -w broadcast --node-count 25 --time-limit 20 --rate 100 --latency 100 --seed 7'.split(
  ' ',
);

/** How many times faster at least: 5 nodes, rate 10. */
const AIMS: Readonly<Record<string, number>> = {
  Go: 20,
  Rust: 20,
  'Python with threads': 20,
  Ruby: 20,
  'JavaScript without a library': 10,
  Java: 2,
};
const LARGE_AIM = 4;
/** For runs of 25 nodes: the languages that most users have. */
const LARGE_LANGUAGES = new Set(['Go', 'Rust', 'Python with threads']);

interface Case {
  readonly name: string;
  readonly aim: number | undefined;
  readonly args: readonly string[];
}

interface Pair {
  readonly live: number;
  readonly virtual: number;
}

export const virtual: Benchmark = {
  name: 'virtual',
  about:
    'Wall-clock seconds of the same run with `--runtime process` and `--runtime virtual`, one after the other.',

  async run(): Promise<Table> {
    const present = Object.entries(LANGUAGES).filter(([, language]) => missing(language) === undefined);
    const cases: Case[] = [];
    for (const [name, language] of present) {
      const { bin, args = [] } = build(language);
      const program = ['--bin', bin, ...(args.length > 0 ? ['--', ...args] : [])];
      cases.push({ name, aim: AIMS[name], args: [...SMALL, ...program] });
      if (LARGE_LANGUAGES.has(name)) {
        cases.push({ name: `${name}, 25 nodes, rate 100`, aim: LARGE_AIM, args: [...LARGE, ...program] });
      }
    }
    const samples = await interleave(cases, ROUNDS, measure);
    const absent = Object.keys(LANGUAGES).filter((name) => !present.some(([there]) => there === name));
    return {
      columns: ['program', 'process s', 'virtual s', 'times faster', 'aim'],
      rows: [...samples].map(([{ name, aim }, pairs]) => row(name, aim, pairs)),
      notes: [
        `Broadcast, 20 s, latency 100 ms; 5 nodes and rate 10 where nothing else is said. ${ROUNDS} rounds.`,
        'Everything is in it: the start of Eddy and of the nodes, the recovery, the checks, the report.',
        ...(absent.length > 0 ? [`Not on this machine: ${absent.join(', ')}.`] : []),
      ],
    };
  },
};

/** The flag comes first: what follows `--` is the program's. */
async function measure({ args }: Case): Promise<Pair> {
  const [command = '', ...rest] = args;
  const seconds = async (runtime: string): Promise<number> =>
    (await runEddy([command, '--runtime', runtime, ...rest])).wallSeconds;
  return { live: await seconds('process'), virtual: await seconds('virtual') };
}

function row(name: string, aim: number | undefined, pairs: readonly Pair[]): readonly string[] {
  const live = pairs.map((pair) => pair.live);
  const inVirtual = pairs.map((pair) => pair.virtual);
  return [
    name,
    digits(1)(median(live)),
    spread(inVirtual, digits(2)),
    spread(ratios(live, inVirtual), digits(1)),
    aim === undefined ? '' : String(aim),
  ];
}
