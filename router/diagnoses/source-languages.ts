/**
 * Files that are no programs by themselves, by their extensions: what they hold, and the command line that runs them.
 *
 * Whoever has a file of such a kind gives it to `--bin` as it is at least once.
 */

import path from 'node:path';

interface Language {
  /** What a file of the kind is, behind "is". */
  readonly kind: string;
  /** The words of a command that runs the file, which `FILE` stands for. */
  readonly run?: string;
  /** A command that makes an executable of the file; `OUT` stands for what it makes. */
  readonly build?: string;
  /** What there is to say instead of `build`. */
  readonly advice?: string;
}

const DOTNET = 'build its project (dotnet publish -o out) and give --bin out/ and the name of the project';

const LANGUAGES: Readonly<Record<string, Language>> = {
  '.go': { kind: 'Go source', build: 'go build -o OUT FILE', advice: 'or a script that runs "go run"' },
  '.rs': { kind: 'Rust source', build: 'rustc -O -o OUT FILE', advice: 'or what "cargo build" makes' },
  '.c': { kind: 'C source', build: 'cc -O2 -o OUT FILE' },
  '.cc': { kind: 'C++ source', build: 'c++ -O2 -o OUT FILE' },
  '.cpp': { kind: 'C++ source', build: 'c++ -O2 -o OUT FILE' },
  '.cxx': { kind: 'C++ source', build: 'c++ -O2 -o OUT FILE' },
  '.hs': { kind: 'Haskell source', build: 'ghc -O -o OUT FILE' },
  '.swift': { kind: 'Swift source', build: 'swiftc -O -o OUT FILE' },
  '.zig': { kind: 'Zig source', build: 'zig build-exe -femit-bin=OUT FILE' },
  '.nim': { kind: 'Nim source', build: 'nim compile -o:OUT FILE' },
  '.d': { kind: 'D source', build: 'dmd -of=OUT FILE' },
  '.cr': { kind: 'Crystal source', build: 'crystal build -o OUT FILE' },
  '.java': { kind: 'Java source', run: 'java FILE' },
  '.jar': { kind: 'a Java archive', run: 'java -jar FILE' },
  '.class': { kind: 'a compiled Java class', run: 'java -cp FOLDER STEM' },
  '.kt': {
    kind: 'Kotlin source',
    advice:
      'make a Java archive of it (kotlinc FILE -include-runtime -d node.jar) and give --bin java -- -jar node.jar',
  },
  '.kts': { kind: 'a Kotlin script', run: 'kotlinc -script FILE' },
  '.scala': { kind: 'Scala source', run: 'scala run FILE' },
  '.sc': { kind: 'a Scala script', run: 'scala run FILE' },
  '.groovy': { kind: 'Groovy source', run: 'groovy FILE' },
  '.clj': { kind: 'Clojure source', run: 'clojure -M FILE' },
  '.ex': { kind: 'Elixir source', run: 'elixir FILE' },
  '.exs': { kind: 'an Elixir script', run: 'elixir FILE' },
  '.erl': { kind: 'Erlang source', run: 'escript FILE' },
  '.ml': { kind: 'OCaml source', run: 'ocaml FILE' },
  '.cs': { kind: 'C# source', advice: DOTNET },
  '.fs': { kind: 'F# source', advice: DOTNET },
  '.dll': { kind: 'a .NET library', run: 'dotnet FILE' },
  '.exe': { kind: 'a Windows program', advice: 'build it for this system' },
  '.wasm': { kind: 'WebAssembly', run: 'wasmtime FILE' },
  '.pyc': { kind: 'compiled Python', run: 'python3 FILE' },
  '.sh': { kind: 'a shell script', run: 'sh FILE' },
  '.bash': { kind: 'a Bash script', run: 'bash FILE' },
  '.pl': { kind: 'a Perl script', run: 'perl FILE' },
  '.php': { kind: 'a PHP script', run: 'php FILE' },
  '.lua': { kind: 'a Lua script', run: 'lua FILE' },
  '.jl': { kind: 'a Julia script', run: 'julia FILE' },
  '.r': { kind: 'an R script', run: 'Rscript FILE' },
  '.tcl': { kind: 'a Tcl script', run: 'tclsh FILE' },
  '.rkt': { kind: 'Racket source', run: 'racket FILE' },
  '.dart': { kind: 'Dart source', run: 'dart run FILE' },
  '.tsx': { kind: 'TypeScript with JSX', run: 'npx tsx FILE' },
  '.jsx': { kind: 'JavaScript with JSX', run: 'npx tsx FILE' },
};

/** What is said of a file: the whole is a sentence whose subject is the file. */
export interface SourceFile {
  /** `is Go source` */
  readonly is: string;
  /** `build it (go build -o node main.go) and give --bin ./node` */
  readonly cure: string;
}

/** Undefined for a file whose extension says nothing. `args` are those that the program was to get. */
export function sourceFile(file: string, args: readonly string[] = []): SourceFile | undefined {
  const { dir, name: stem, ext } = path.parse(file);
  const language = LANGUAGES[ext.toLowerCase()];
  if (language === undefined) return undefined;
  const { kind, run, build, advice } = language;
  const out = path.join(dir, stem);
  const filled = (text: string): string =>
    text
      .replaceAll('FILE', () => quoted(file))
      .replaceAll('OUT', () => quoted(out))
      .replaceAll('FOLDER', () => quoted(dir === '' ? '.' : dir))
      .replaceAll('STEM', () => quoted(stem));
  const is = `is ${kind}`;
  if (run !== undefined) return { is, cure: `give ${binOption(filled(run).split(' '), args.map(quoted))}` };
  const bin = quoted(out.includes('/') ? out : `./${out}`);
  const built = build === undefined ? [] : [`build it (${filled(build)}) and give --bin ${bin}`];
  return { is, cure: [...built, ...(advice === undefined ? [] : [filled(advice)])].join(', ') };
}

/** `--bin java -- -jar node.jar`; the words are quoted already. */
export function binOption([command = '', ...words]: readonly string[], args: readonly string[] = []): string {
  const behind = [...words, ...args];
  return `--bin ${command}${behind.length === 0 ? '' : ` -- ${behind.join(' ')}`}`;
}

/** A word as a shell takes it for itself. (zsh looks up a command for one that begins with =.) */
export function quoted(word: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
