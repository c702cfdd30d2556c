/** What `--vary` takes: names, lists, ranges, and what is wrong with the others. */

import test from 'ava';
import * as fc from 'fast-check';
import type { Value } from '../../../harness/options/option-value.js';
import { axis, parseAxis } from '../../../harness/sweep/axis.js';
import { UsageError } from '../../../harness/errors/usage-error.js';

for (const [text, kind, name, values] of [
  ['fanout=1,4,24', 'configure', 'fanout', [1, 4, 24]],
  ['fanout= 1 , 4', 'configure', 'fanout', [1, 4]],
  ['gossip_interval_ms=0..200:50', 'configure', 'gossip_interval_ms', [0, 50, 100, 150, 200]],
  ['w=3..5', 'configure', 'w', [3, 4, 5]],
  ['w=1,3..5,10', 'configure', 'w', [1, 3, 4, 5, 10]],
  ['w=1,1..3,2', 'configure', 'w', [1, 2, 3]],
  ['w=0..1:0.25', 'configure', 'w', [0, 0.25, 0.5, 0.75, 1]],
  ['w=0..0.3:0.1', 'configure', 'w', [0, 0.1, 0.2, 0.3]],
  ['w=0..10:4', 'configure', 'w', [0, 4, 8]],
  ['w=-2..0', 'configure', 'w', [-2, -1, 0]],
  ['w=7..7', 'configure', 'w', [7]],
  ['mode=fast,true,null,1e3', 'configure', 'mode', ['fast', true, null, 1000]],
  ['latency=0,100', 'option', 'latency', [0, 100]],
  ['configure.latency=0,100', 'configure', 'latency', [0, 100]],
  ['node-count=3..5', 'option', 'node-count', [3, 4, 5]],
  ['topology=grid,total', 'option', 'topology', ['grid', 'total']],
  ['concurrency=5,4n', 'option', 'concurrency', ['5', '4n']],
  ['strict=true,false', 'option', 'strict', [true, false]],
  ['nemesis=none,partition', 'option', 'nemesis', [[], ['partition']]],
  ['partition-kinds=one+majority,one', 'option', 'partition-kinds', [['one', 'majority'], ['one']]],
  ['availability=total,0.9', 'option', 'availability', ['total', 0.9]],
  ['bin=./a.js,../b.js', 'option', 'bin', ['./a.js', '../b.js']],
  ['env.WINDOW=1..3', 'env', 'WINDOW', ['1', '2', '3']],
  ['env.MODE=a=b', 'env', 'MODE', ['a=b']],
  ['arg.--fast=true,1', 'arg', '--fast', ['true', '1']],
] as const) {
  test(`${text} varies the ${kind} ${name}`, (t) => {
    const parsed = parseAxis(text);
    t.like(parsed, { kind, name, label: text.slice(0, text.indexOf('=')).trim() });
    t.deepEqual(parsed.values, values as readonly Value[]);
  });
}

for (const [text, problem] of [
  ['fanout', /a name, = and values, .* got "fanout"/],
  ['=1', /a name, = and values/],
  [' =1', /a name, = and values/],
  ['w=', /a value is empty/],
  ['w=1,,2', /a value is empty in "1,,2"/],
  ['w=5..1', /the range 5\.\.1 is empty: 1 is below 5/],
  ['w=1..9:0', /the step of 1\.\.9:0 must be above 0/],
  ['w=1..9:-1', /must be above 0/],
  ['w=1..', /a range such as 0\.\.2000:100, got "1\.\."/],
  ['w=1..x', /a range such as/],
  ['w=1..2:', /a range such as/],
  ['w=0..1000000', /has 1000001 values/],
  ['seed=1,2', /--vary seed: this option cannot vary: --seeds says/],
  ['store=a,b', /--vary store: this option cannot vary: give it once/],
  ['runtime=sim,process', /cannot vary/],
  ['latenci=1', /did you mean latency\? .* configure\.latenci/],
  ['node_count=1', /did you mean node-count/],
  ['strict=maybe', /strict: expected true or false, got "maybe"/],
  ['env.=1', /a name behind env\./],
  ['a.b=1', /an option of eddy test, a field of configure/],
] as const) {
  test(`${JSON.stringify(text)} is refused`, (t) => {
    const error = t.throws(() => parseAxis(text), { instanceOf: UsageError });
    t.regex(error?.message ?? '', problem);
    t.regex(error?.message ?? '', /^--vary/);
  });
}

test('a field of configure with a short name is not taken for a slip of an option', (t) => {
  t.is(parseAxis('pace=1').kind, 'configure');
  t.is(parseAxis('bim=1').kind, 'configure');
});

test('values that are no texts are taken as they are', (t) => {
  t.deepEqual(axis('fanout', [1, '2', true]).values, [1, 2, true]);
  t.throws(() => axis('fanout', []), { instanceOf: UsageError, message: /at least one value/ });
});

test('a range has all multiples of its step from its beginning, as short as they can be written', (t) => {
  const decimal = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 100);
  fc.assert(
    fc.property(
      decimal,
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 0, max: 60 }),
      (low, hundredths, more) => {
        const step = hundredths / 100;
        const high = Number((low + step * more + step / 2).toFixed(4));
        const { values } = parseAxis(`w=${low}..${high}:${step}`);
        t.is(values.length, more + 1);
        for (const [i, value] of values.entries()) {
          t.true(Math.abs(Number(value) - (low + i * step)) < 1e-9);
          t.true(String(value).length <= 6, String(value));
        }
      },
    ),
    { seed: 1 },
  );
});
