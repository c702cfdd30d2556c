/** What a file holds, told from its first bytes, which come as a text with a character for each byte. */

const MACHINES: Readonly<Record<number, string>> = {
  3: 'ia32',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
};

/** What is wrong with a binary file, as a clause without its subject; empty for one that suits; undefined for a text. */
export function binaryKind(start: string): string | undefined {
  if (start.startsWith('\u007fELF')) return elfFlaw(start);
  if (
    /^(\u00ca\u00fe\u00ba\u00be|[\u00ce\u00cf]\u00fa\u00ed\u00fe|\u00fe\u00ed\u00fa[\u00ce\u00cf])/.test(
      start,
    )
  ) {
    // A class file and a macOS program for several processors begin alike; what follows is a version, or a small number.
    if (start.startsWith('\u00ca') && start.charCodeAt(7) >= 45)
      return 'is a compiled Java class: give --bin java -- -cp FOLDER CLASS';
    return process.platform === 'darwin' ? '' : 'is a macOS program: build it for this system';
  }
  if (start.startsWith('MZ'))
    return 'is a Windows or .NET program: build it for this system, or give --bin dotnet -- FILE';
  if (start.startsWith('PK\u0003\u0004'))
    return 'is a zip archive: if it is a .jar, give --bin java -- -jar FILE';
  if (start.startsWith('\0asm')) return 'is WebAssembly: give --bin wasmtime -- FILE';
  if (start.startsWith('!<arch>'))
    return 'is a library, not a program: in Go, "go build" makes one of any package but main';
  if (start.startsWith('\u001f\u008b')) return 'is compressed (gzip): unpack it';
  return undefined;
}

/** What keeps the system from seeing the first line of a text as it is meant, as a clause without its subject. */
export function textFlaw(start: string): string | undefined {
  if (/^(\u00ff\u00fe|\u00fe\u00ff|#\0!|\0#)/.test(start)) return 'is written in UTF-16: save it in UTF-8';
  if (start.startsWith('\u00ef\u00bb\u00bf#!'))
    return 'begins with a byte order mark, so that its #! line is not seen: save it in UTF-8 without one';
  if (/^\s+#!/.test(start)) return 'has something before its #! line: #! must be its first two characters';
  if (start.includes('\0'))
    return 'is a binary file of a kind that this system does not run: build it for this machine';
  return undefined;
}

function elfFlaw(start: string): string {
  if (process.platform !== 'linux') return 'is a Linux program: build it for this system';
  const [low, high] = start.charCodeAt(5) === 2 ? [1, 0] : [0, 1];
  const number = (at: number): number => start.charCodeAt(at + low) + 256 * start.charCodeAt(at + high);
  if (number(16) === 1) return 'is an object file, not a program: link it';
  const machine = MACHINES[number(18)];
  if (machine === process.arch || !Object.values(MACHINES).includes(process.arch)) return '';
  return `is a program for ${machine ?? 'another processor'}, and this machine is ${process.arch}: build it for ${process.arch}`;
}
