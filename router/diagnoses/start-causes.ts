/** Why a program ended, if the last lines of its stderr say so in words that are known: what is behind them, and the cure. */

const CAUSES: readonly (readonly [said: RegExp, cause: string])[] = [
  [
    /env: .*\\r'|\$'\\r'|(?:illegal|unknown|invalid) option:? -$/im,
    'the file has Windows line ends (CR LF): convert it (dos2unix), or save it with LF line ends',
  ],
  [
    /ModuleNotFoundError: No module named '([^']+)'/,
    'Python does not find $1: install it for the Python that runs the node (python3 -m pip install), or name the Python of ' +
      'its virtual environment in the first line of the file',
  ],
  [
    /Missing parentheses in call to 'print'/,
    'the program is written for Python 2: run it with python2, or port it to Python 3',
  ],
  [
    /Cannot use import statement outside a module|Unexpected token 'export'|To load an ES module/,
    'the file is an ES module, and Node takes it for CommonJS: name it .mjs, or put "type": "module" into the package.json beside it',
  ],
  [
    /(require|module|exports|__dirname|__filename) is not defined in ES module scope/,
    'the file is CommonJS, and Node takes it for an ES module: name it .cjs, or remove "type": "module" from its package.json',
  ],
  [
    /Cannot find (?:module|package) '([^'.][^']*)'/,
    'Node does not find $1: install what the program needs (npm install, in the folder of its package.json), and build it if it is built',
  ],
  [
    /Cannot find module '(\.[^']*)'/,
    'Node does not find the file $1, which the program imports: is it built?',
  ],
  [
    /Unknown file extension "(\.[cm]?tsx?)"/,
    'this Node does not run $1 files: compile the program to JavaScript, or use Node 22.18 or later',
  ],
  [/cannot load such file -- (\S+)/, 'Ruby does not find $1: install it (gem install, or bundle install)'],
  [
    /Unable to access jarfile (.+)/,
    'Java does not find $1: a relative path begins at the folder in which eddy was started',
  ],
  [/no main manifest attribute/, 'the archive names no main class: give --bin java -- -cp ARCHIVE MAINCLASS'],
  [
    /Could not find or load main class (\S+)/,
    'Java does not find the class $1: check the class path (-cp), and the package in the name',
  ],
  [/UnsupportedClassVersionError/, 'the program was compiled for a newer Java than the one that runs it'],
  [
    /go(?:\.mod file not found|: cannot find main module)/,
    'Go finds no go.mod: build the program in its folder (go build), and give what that makes',
  ],
  [
    /address already in use|EADDRINUSE/i,
    'all nodes run on this machine, so they cannot listen on the same port: a node needs none, it speaks on stdin and stdout',
  ],
  [
    /version [`']?(GLIBC\S*?)'? not found/,
    'the program was built on a newer system ($1): build it on this one, or link it statically',
  ],
  [
    /error while loading shared libraries: ([^:\s]+)|Library not loaded: (\S+)/,
    'the system does not find the library $1: install it, or link the program statically',
  ],
  [
    /env: [‘'"`]?([^\s’'"`:]+)[’'"`]?: No such file or directory/,
    'there is no command $1 on PATH: install it, or name another interpreter in the first line of the file',
  ],
  [
    /exec format error|cannot execute binary file/i,
    'the program is made for another system or processor: build it for this machine',
  ],
  [
    /(?:^|[\s:])([\w./+-]+): (?:command )?not found$/m,
    'there is no command $1 on PATH: install it, or correct its name',
  ],
  [
    /Permission denied|EACCES/,
    'the program may not read or run one of its files: check its permissions (ls -l, chmod)',
  ],
];

/** One clause, or undefined if nothing that is known is said. */
export function knownCause(lines: readonly string[]): string | undefined {
  const text = lines.join('\n');
  for (const [said, cause] of CAUSES) {
    const found = said.exec(text);
    if (found !== null) return cause.replaceAll('$1', () => found[1] ?? found[2] ?? '');
  }
  return undefined;
}

const MARK = /\b\w*(error|exception|panic|panicked|fatal)\b/i;

/** The line that says most about why a program ended: the last that speaks of an error, or else the last. */
export function tellingLine(lines: readonly string[]): string | undefined {
  const spoken = lines.filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line));
  return (spoken.findLast((line) => MARK.test(line) && !/^\s+File "/.test(line)) ?? spoken.at(-1))?.trim();
}
