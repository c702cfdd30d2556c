/**
 * The variables of a program's modules: which of them a run has changed, and where they are declared.
 *
 * A variable that nobody exports can be reached through the scopes of the functions that use it, as a debugger does. What the
 * debugger shows is compared as text.
 */

import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { callSite } from './call-site.js';
import { Debugged } from './debugged.js';
import { declarationOf } from './declaration.js';
import type { Source } from './watch.js';

const GLOBALS = 'globalThis';

/** What each variable was, by its name, for each file; those of `globalThis` below that name. */
type Snapshot = ReadonlyMap<string, ReadonlyMap<string, string>>;

export class ModuleState {
  readonly #session: Session;
  readonly #files: readonly string[];
  /** What `globalThis` had before the program was loaded. */
  readonly #known: ReadonlySet<string>;
  readonly #before: Snapshot;

  private constructor(
    session: Session,
    files: readonly string[],
    known: ReadonlySet<string>,
    before: Snapshot,
  ) {
    this.#session = session;
    this.#files = files;
    this.#known = known;
    this.#before = before;
  }

  /** Loads a program, and notes its state. Rejects if it cannot be loaded. */
  static async of(program: string): Promise<ModuleState> {
    const session = new Session();
    session.connect();
    const known = new Set(Object.getOwnPropertyNames(globalThis));
    const urls: string[] = [];
    session.on('Debugger.scriptParsed', ({ params }) => urls.push(params.url));
    session.post('Debugger.enable');
    // What was loaded before belongs to Eddy.
    const own = urls.length;
    await import(pathToFileURL(program).href);
    session.post('Debugger.disable');
    const files = urls.slice(own).map(fileOf).filter(isOfProgram);
    const before = await snapshot(session, files, known);
    return new ModuleState(session, files, known, before);
  }

  /** The variables that have changed since it was loaded. */
  async changed(): Promise<readonly Source[]> {
    const now = await snapshot(this.#session, this.#files, this.#known);
    return [...now].flatMap(([file, variables]) => {
      const before = this.#before.get(file);
      const names = [...variables].filter(([name, text]) => before?.get(name) !== text).map(([name]) => name);
      // `K.count` says more than `K`.
      const exact = names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)));
      return exact.flatMap((name) => this.#sourceOf(file, name));
    });
  }

  #sourceOf(file: string, name: string): readonly Source[] {
    const places = file === GLOBALS ? this.#files : [file];
    const full = file === GLOBALS ? `${GLOBALS}.${name}` : name;
    for (const place of places) {
      const found = declarationOf(full, readFileSync(place, 'utf8'));
      if (found !== undefined)
        return [{ file: place, ...found, call: `state of the module: ${full}`, instead: INSTEAD }];
    }
    return [];
  }
}

const INSTEAD =
  'a variable inside the program function: this one lives on in the next run, and all nodes share it';

function fileOf(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(url) : url;
}

function isOfProgram(file: string): boolean {
  const site = callSite([{ file, line: 1, column: 1 }]);
  return site !== undefined && site.through === undefined;
}

async function snapshot(
  session: Session,
  files: readonly string[],
  known: ReadonlySet<string>,
): Promise<Snapshot> {
  const found = new Map<string, Map<string, string>>();
  for (const file of files) {
    const variables = new Map<string, string>();
    const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
    for (const value of Object.values(module)) addScopes(new Debugged(session), value, variables);
    found.set(file, variables);
  }
  const globals = new Map<string, string>();
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (known.has(name)) continue;
    const debugged = new Debugged(session);
    globals.set(name, debugged.text(debugged.hold(Reflect.get(globalThis, name))));
  }
  found.set(GLOBALS, globals);
  return found;
}

/** Adds what a function sees of its module. */
function addScopes(debugged: Debugged, value: unknown, variables: Map<string, string>): void {
  if (typeof value !== 'function') return;
  for (const { name, value: variable } of debugged.variables(debugged.hold(value))) {
    if (variable === undefined || variables.has(name)) continue;
    variables.set(name, debugged.fresh().text(variable));
    if (variable.type !== 'function') continue;
    for (const member of debugged.members(variable)) {
      if (member.value === undefined) continue;
      variables.set(`${name}.${member.name}`, debugged.fresh().text(member.value));
    }
  }
}
