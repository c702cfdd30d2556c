/** Each template does what its README says: it builds, runs, is valid without faults, and loses values under partitions. */

import test from 'ava';
import { type Language, LANGUAGES } from '../../../harness/init/languages.js';
import { parseExact, printExact } from '../../../node/index.js';
import { machineObstacle } from '../../../router/index.js';
import { eddy, type Ended } from '../cli/eddy.js';
import { builtProject, missingTool, printed, wordsOf } from './built-project.js';

const WORKLOADS = ['echo', 'unique-ids', 'broadcast'] as const;
/** Languages whose JSON is the template's own, or keeps the digits of each number. */
const EXACT: ReadonlySet<string> = new Set(['go', 'rust', 'java', 'c++']);

function run(language: Language, place: string, workload: string, more: readonly string[]): Promise<Ended> {
  const words = wordsOf(language, 'valid', ['--time-limit', '2', '--rate', '10', ...more]);
  return eddy(
    words.map((word, i) => (words[i - 1] === '-w' ? workload : word)),
    { cwd: place },
  );
}

/** An `init` and an echo of that JSON. */
function echoing(json: string): readonly string[] {
  return [
    '{"id":0,"src":"c0","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1","n2"]}}',
    `{"id":1,"src":"c1","dest":"n1","body":{"type":"echo","msg_id":2,"echo":${json}}}`,
    '{"id":2,"src":"c1","dest":"n1","body":{"type":"dance","msg_id":3}}',
    '{"id":3,"src":"c1","dest":"n1","body":{"type":"dance"}}',
    '{"id":4,"src":"n2","dest":"n1","body":{"type":"broadcast_ok","in_reply_to":77}}',
  ];
}

const TEXTS = String.raw`["", "\"\\\/\b\f\n\r\t", "\u00e9\u20ac\ud83d\ude00", "é€😀", "\u0000\u001f\u007f"]`;
const VALUES = `[null, true, false, 0, -1, [], {}, [[1], {"a": {"b": [2]}}], {"": 1, "é": 2}, ${TEXTS}]`;
const NUMBERS = '[123456789012345678901234567890, -0.5, 1e3, 0.1, 12345678901234567890.123456789]';

/** Numbers as they are meant, since a language may write 1000 for 1e3. */
function numbersIn(json: unknown): readonly number[] {
  return Array.isArray(json) ? json.map((each) => Number(printExact(each))) : [];
}

function bodyOf(line: string | undefined): unknown {
  const message = parseExact(line ?? '');
  return typeof message === 'object' && message !== null && 'body' in message ? message.body : undefined;
}

for (const language of LANGUAGES) {
  const why = missingTool(language);
  if (why !== undefined) {
    test.skip(`${language.name}: not tested, ${why}`, () => {});
    continue;
  }
  test.serial(`${language.name}: the template is valid, and loses values under partitions`, async (t) => {
    t.timeout(900_000);
    const place = builtProject(language);
    for (const workload of WORKLOADS) {
      const { status, out, err } = await run(language, place, workload, []);
      t.is(status, 0, `${workload}: ${out}${err}`);
    }
    if (machineObstacle() !== undefined) {
      t.log(`not run in virtual time: ${machineObstacle()}`);
      return;
    }
    const virtual = ['--runtime', 'virtual', '--seed', '1', '--stall-limit', '120'];
    for (const workload of WORKLOADS) {
      const { status, out, err } = await run(language, place, workload, virtual);
      t.is(status, 0, `${workload} in virtual time: ${out}${err}`);
    }
    const { status, out, err } = await eddy(wordsOf(language, 'partitioned', virtual), { cwd: place });
    t.is(status, 1, `${out}${err}`);
    t.regex(out, /\n {2}why +value \d+ is missing at .*dropped by partition/);
  });

  test.serial(
    `${language.name}: the template reads and writes JSON, and answers what it does not know`,
    (t) => {
      const place = builtProject(language);
      const [init, echo, dance, ...rest] = printed(language, place, echoing(VALUES));
      t.deepEqual(bodyOf(init), parseExact('{"type":"init_ok","in_reply_to":1}'));
      t.deepEqual(bodyOf(echo), parseExact(`{"type":"echo_ok","echo":${VALUES},"in_reply_to":2}`));
      t.like(bodyOf(dance), { type: 'error', in_reply_to: 3, code: 10 });
      t.deepEqual(rest, []);
      const [, numbers] = printed(language, place, echoing(NUMBERS));
      const body = bodyOf(numbers);
      const echoed = typeof body === 'object' && body !== null && 'echo' in body ? body.echo : undefined;
      t.deepEqual(numbersIn(echoed), numbersIn(parseExact(NUMBERS)));
      if (EXACT.has(language.name))
        t.regex(numbers ?? '', /123456789012345678901234567890.*12345678901234567890\.123456789/);
    },
  );
}
