/** What one node prints is what another reads, letter by letter, through a live cluster. */

import test from 'ava';
import { printing, startedCluster } from '../live-cluster.js';

const MEMBERS: readonly (readonly [title: string, member: string])[] = [
  ['integers of 64 bits', '"n":9223372036854775807,"list":[-9223372036854775808,18446744073709551615]'],
  ['a float spelled 1.0', '"a":1.0,"b":1e400,"c":-0.0,"d":1E+2'],
  ['unicode, escaped or not', '"ключ":"é😀\\u00e9\\ud83d\\ude00\\/ \u2028"'],
  ['the order of keys, and keys that come twice', '"b":1,"a":2,"10":3,"9":4,"a":5'],
  ['white space', '"x" :\t[ 1 ,2 ]   '],
  ['a line of 1 MB', `"text":"${'é'.repeat(250_000)}${'y'.repeat(500_000)}"`],
];

for (const runtime of ['process', 'worker'] as const) {
  for (const [title, member] of MEMBERS) {
    test(`${title} pass from ${runtime} to ${runtime} unchanged`, async (t) => {
      const { ask, troubles } = await startedCluster(t, { runtime });
      const inside = `"src":"n1","dest":"n2","body":{"type":"payload",${member}}}`;
      await ask('n1', printing(`{${inside}\n`));
      const { line } = await ask('n2', { type: 'seen' });
      t.is(String(line).replace(/^\{"id":\d+,/, ''), inside);
      t.deepEqual(troubles, []);
    });
  }
}
