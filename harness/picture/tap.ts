/** Lines of TAP, the Test Anything Protocol (https://testanything.org/tap-version-14-specification.html). */

/** `ok 3 - title`, with its line end. */
export function tapLine(isOk: boolean, number: number, title: string): string {
  return `${isOk ? 'ok' : 'not ok'} ${number} - ${escaped(title)}\n`;
}

/** A bare `#` would begin a directive. */
function escaped(title: string): string {
  return title.replaceAll(/[\\#]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
