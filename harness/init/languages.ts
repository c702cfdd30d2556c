/** The languages of `eddy init`: one entry for each folder of `templates/`, with the commands that build and run it. */

import { UsageError } from '../errors/usage-error.js';
import { nearest } from '../text/nearest.js';

export interface Language {
  /** As it is typed, and the name of its folder in `templates/`. */
  readonly name: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** Commands that build and run it. */
  readonly needs: readonly string[];
  /** The file that says what the node does, and those that speak the protocol. */
  readonly main: string;
  readonly protocol: readonly string[];
  /** A command line that makes the program; absent if the main file runs as it is. */
  readonly build?: string;
  /** What `--bin` names. */
  readonly bin: string;
  /** What goes behind `--`. */
  readonly args?: readonly string[];
  /** A sentence for its README. */
  readonly note?: string;
}

export const LANGUAGES: readonly Language[] = [
  {
    name: 'python',
    title: 'Python',
    aliases: ['py', 'python3'],
    needs: ['python3'],
    main: 'main.py',
    protocol: ['node.py'],
    bin: './main.py',
  },
  {
    name: 'go',
    title: 'Go',
    aliases: ['golang'],
    needs: ['go'],
    main: 'main.go',
    protocol: ['node.go'],
    build: 'go build',
    bin: './node',
  },
  {
    name: 'rust',
    title: 'Rust',
    aliases: ['rs'],
    needs: ['rustc'],
    main: 'main.rs',
    protocol: ['node.rs', 'json.rs'],
    build: 'rustc -O --edition 2021 main.rs',
    bin: './main',
  },
  {
    name: 'javascript',
    title: 'JavaScript',
    aliases: ['js', 'node'],
    needs: ['node'],
    main: 'main.mjs',
    protocol: ['node.mjs'],
    bin: './main.mjs',
  },
  {
    name: 'typescript',
    title: 'TypeScript',
    aliases: ['ts'],
    needs: ['node', 'npm'],
    main: 'main.ts',
    protocol: ['node.ts'],
    build: 'npm install && npm run build',
    bin: './dist/main.js',
    note: 'Node 22.18 and later run `--bin ./main.ts` without a build.',
  },
  {
    name: 'ruby',
    title: 'Ruby',
    aliases: ['rb'],
    needs: ['ruby'],
    main: 'main.rb',
    protocol: ['node.rb'],
    bin: './main.rb',
  },
  {
    name: 'java',
    title: 'Java',
    aliases: [],
    needs: ['javac', 'java'],
    main: 'Main.java',
    protocol: ['Node.java', 'Json.java'],
    build: 'javac *.java',
    bin: 'java',
    args: ['-cp', '.', 'Main'],
    note: 'It takes Java 17 or later.',
  },
  {
    name: 'c++',
    title: 'C++',
    aliases: ['cpp', 'cxx', 'cc'],
    needs: ['g++'],
    main: 'main.cpp',
    protocol: ['node.hpp', 'json.hpp'],
    build: 'g++ -O2 -std=c++17 -pthread -o main main.cpp',
    bin: './main',
  },
];

/** The language of a name or an alias, whatever its case. Throws a UsageError that names what was probably meant. */
export function languageOf(typed: string): Language {
  const name = typed.toLowerCase();
  const found = LANGUAGES.find((each) => each.name === name || each.aliases.includes(name));
  if (found !== undefined) return found;
  const near = nearest(
    name,
    LANGUAGES.flatMap((each) => [each.name, ...each.aliases]),
  );
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new UsageError(
    `init: there is no template for ${JSON.stringify(typed)}: expected one of ` +
      `${LANGUAGES.map((each) => each.name).join(', ')}${meant}`,
  );
}

/** The command that tests the program with a workload; `more` goes between the options and `--`. */
export function testCommand({ bin, args }: Language, workload: string, more: string): string {
  const behind = args === undefined ? '' : ` -- ${args.join(' ')}`;
  return `eddy test -w ${workload} --bin ${bin} ${more}${behind}`;
}

/** The first run, which is valid, and the one with partitions, which is not until the broadcast is improved. */
export function firstRuns(language: Language): { readonly valid: string; readonly partitioned: string } {
  return {
    valid: testCommand(language, 'broadcast', '--time-limit 5'),
    partitioned: testCommand(
      language,
      'broadcast',
      '--time-limit 10 --rate 20 --nemesis partition --nemesis-interval 2',
    ),
  };
}
