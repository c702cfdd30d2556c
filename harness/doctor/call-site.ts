/**
 * Where a program called something: the innermost line of its own on the stack.
 *
 * Frames of Node and of Eddy are no places that an author can mend. A call that Eddy itself makes on behalf of the program
 * (to write its journal while a node sends) is none of the program's, and neither is one of Node's loader.
 */

import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface CallSite {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The package that made the call, if the program called that. */
  readonly through?: string;
}

/** A frame of the stack, the innermost first; `file` is undefined in code without one, such as a method of Array. */
export interface Frame {
  readonly file: string | undefined;
  readonly line: number;
  readonly column: number;
}

type Owner = 'nobody' | 'loader' | 'eddy' | 'package' | 'program';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FRAMES = 64;

/** The stack above this call. It leaves no trace in `Error`. */
export function stackFrames(): readonly Frame[] {
  const limit = Error.stackTraceLimit;
  const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  let frames: readonly Frame[] = [];
  Error.stackTraceLimit = FRAMES;
  Error.prepareStackTrace = (_error, sites) => {
    frames = sites.map((site) => ({
      file: site.getFileName() ?? undefined,
      line: site.getLineNumber() ?? 0,
      column: site.getColumnNumber() ?? 0,
    }));
    return '';
  };
  try {
    const holder: { readonly stack?: unknown } = {};
    Error.captureStackTrace(holder, stackFrames);
    // The stack is made when it is read.
    void holder.stack;
  } finally {
    Error.stackTraceLimit = limit;
    if (prepare === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Object.defineProperty(Error, 'prepareStackTrace', prepare);
  }
  return frames;
}

/** The place in the program; undefined if the call is none of its own. `root` is the folder that Eddy was built into. */
export function callSite(frames: readonly Frame[], root: string = ROOT): CallSite | undefined {
  let within: CallSite | undefined;
  for (const { file: name, line, column } of frames) {
    const file = name?.startsWith('file:') === true ? fileURLToPath(name) : name;
    const owner = ownerOf(file, root);
    if (file === undefined || owner === 'nobody') continue;
    if (owner === 'loader' || owner === 'eddy') return undefined;
    if (owner === 'package') {
      within ??= { file, line, column, through: packageOf(file) };
      continue;
    }
    return { file, line, column, ...(within?.through !== undefined && { through: within.through }) };
  }
  return within;
}

/** Eddy's own programs, and the algorithms that they are made of, are programs like any other. */
const PROGRAMS = ['programs', 'gossip', 'raft', 'kafka', 'transactions'].map((name) =>
  path.join('node', name),
);
const EDDY = ['node', 'router', 'harness'];
/** What watches is on each stack that it looks at. */
const WATCH = path.join('harness', 'doctor', 'watch.js');

function ownerOf(file: string | undefined, root: string): Owner {
  if (file === undefined) return 'nobody';
  if (/^node:internal\/(?:modules|process\/esm)/.test(file)) return 'loader';
  if (!path.isAbsolute(file)) return 'nobody';
  const below = path.relative(root, file);
  const isIn = (folder: string): boolean => below.startsWith(folder + path.sep);
  if (below === WATCH) return 'nobody';
  if (PROGRAMS.some(isIn)) return 'program';
  if (EDDY.some(isIn)) return 'eddy';
  return packageOf(file) === '' ? 'program' : 'package';
}

/** `uuid` of `.../node_modules/uuid/dist/v4.js`; empty of a file that belongs to no package. */
function packageOf(file: string): string {
  const folders = file.split(path.sep);
  const at = folders.lastIndexOf('node_modules');
  if (at === -1) return '';
  const name = folders[at + 1] ?? '';
  return name.startsWith('@') ? `${name}/${folders[at + 2] ?? ''}` : name;
}
