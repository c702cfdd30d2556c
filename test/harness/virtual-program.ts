/** Programs for virtual time in many languages, in `test/programs/virtual`: each is built if its compiler is on this machine. */

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machineObstacle } from '../../router/index.js';
import { folder } from './folder.js';

// Seen from dist/test/harness.
const SOURCES = fileURLToPath(new URL('../../../test/programs/virtual/', import.meta.url));

export interface BuiltProgram {
  readonly bin: string;
  readonly args?: readonly string[];
}

interface Language {
  /** Commands that must be there, each with an argument that it accepts. */
  readonly needs: readonly (readonly [command: string, argument: string])[];
  readonly build: (source: (name: string) => string, place: string) => BuiltProgram;
}

/** Builds a program; `OUT` among the arguments stands for what is built. */
function compiled(command: string, args: readonly string[], place: string, name: string): BuiltProgram {
  const bin = path.join(place, name);
  const words = args.map((each) => (each === 'OUT' ? bin : each));
  const env = { ...process.env, GOCACHE: path.join(place, 'cache'), GO111MODULE: 'off' };
  execFileSync(command, words, { stdio: 'pipe', env });
  return { bin };
}

/** The broadcast programs, by language. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  'Python with threads': {
    needs: [['python3', '--version']],
    build: (source) => ({ bin: source('broadcast.py') }),
  },
  'Python with asyncio': {
    needs: [['python3', '--version']],
    build: (source) => ({ bin: source('broadcast_async.py') }),
  },
  'Python with a child that prints too': {
    needs: [['python3', '--version']],
    build: (source) => ({ bin: source('broadcast_fork.py') }),
  },
  Ruby: { needs: [['ruby', '--version']], build: (source) => ({ bin: source('broadcast.rb') }) },
  'JavaScript without a library': { needs: [], build: (source) => ({ bin: source('broadcast.mjs') }) },
  Go: {
    needs: [['go', 'version']],
    build: (source, place) =>
      compiled('go', ['build', '-o', 'OUT', source('broadcast.go')], place, 'go-node'),
  },
  'Go with cgo': {
    needs: [
      ['go', 'version'],
      ['gcc', '--version'],
    ],
    build: (source, place) => {
      const sources = [source('broadcast.go'), source('waits_in_c.go')];
      return compiled('go', ['build', '-o', 'OUT', ...sources], place, 'cgo-node');
    },
  },
  Rust: {
    needs: [['rustc', '--version']],
    build: (source, place) => compiled('rustc', ['-o', 'OUT', source('broadcast.rs')], place, 'rust-node'),
  },
  C: {
    needs: [['gcc', '--version']],
    build: (source, place) => compiled('gcc', ['-o', 'OUT', source('broadcast.c')], place, 'c-node'),
  },
  'C++': {
    needs: [['g++', '--version']],
    build: (source, place) =>
      compiled('g++', ['-pthread', '-o', 'OUT', source('broadcast.cpp')], place, 'cpp-node'),
  },
  'a command for sh -c whose child takes the streams along': {
    needs: [['python3', '--version']],
    build: (source) => ({ bin: 'sh', args: ['-c', `python3 ${source('broadcast.py')}; exit $?`] }),
  },
  'a shell that runs a program in C': {
    needs: [['gcc', '--version']],
    build: (source, place) => ({
      bin: source('broadcast.sh'),
      args: [compiled('gcc', ['-o', 'OUT', source('broadcast.c')], place, 'c-node').bin],
    }),
  },
  Java: {
    needs: [
      ['javac', '-version'],
      ['java', '-version'],
    ],
    build: (source, place) => {
      execFileSync('javac', ['-d', place, source('Broadcast.java')], { stdio: 'pipe' });
      return { bin: 'java', args: ['-cp', place, 'Broadcast'] };
    },
  },
};

/** Why a language cannot be tested here; undefined if it can. */
export function missing({ needs }: Language): string | undefined {
  const obstacle = machineObstacle();
  if (obstacle !== undefined) return obstacle;
  const absent = needs.find(([command, argument]) => !runs(command, argument));
  return absent === undefined ? undefined : `${absent[0]} is not installed`;
}

export function build(language: Language): BuiltProgram {
  return language.build((name) => path.join(SOURCES, name), folder());
}

function runs(command: string, argument: string): boolean {
  try {
    execFileSync(command, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
