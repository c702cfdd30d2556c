/** Stored histories, sound and broken, whose verdict stays what it is when they are changed in what does not matter. */

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import {
  casRegister,
  counter,
  echoChecker,
  kafka,
  linearizableByKey,
  listAppend,
  type WorkloadFigures,
  rwRegister,
  setFull,
  uniqueIds,
} from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';
import { Random } from '../../../../node/index.js';
import { CHANGES } from './changes.js';
import { STORED } from './stored.js';

interface Golden {
  readonly history: History;
  readonly expected: { readonly models?: readonly string[]; readonly 'time-dependent'?: boolean };
}

const GOLDENS = new URL('../../../../../fixtures/goldens/', import.meta.url);

/** A check of each of these takes no time. EDDY_SEARCH=<seed> looks at the long ones too. */
const { EDDY_SEARCH: seed } = process.env;
const LONGEST = seed === undefined ? 250 : Infinity;

const CHECKERS: Readonly<Record<string, (history: History, models: readonly string[]) => WorkloadFigures>> = {
  echo: echoChecker,
  'unique-ids': uniqueIds,
  broadcast: (history) => setFull(history, 'broadcast'),
  'g-set': (history) => setFull(history, 'add'),
  'g-counter': counter,
  'pn-counter': counter,
  'lin-kv': (history) => linearizableByKey(history, casRegister),
  kafka,
  'txn-list-append': (history, models) => listAppend(history, { models }),
  'txn-rw-register': (history, models) => rwRegister(history, { models }),
};

/** What must stay: the verdict, and how much was found of what. */
function kept(result: WorkloadFigures): unknown {
  const { valid, 'bad-error-types': errors, 'lost-count': lost, 'duplicated-count': duplicated } = result;
  const { failures, 'anomaly-types': anomalies } = result;
  return {
    valid,
    errors: lasting(errors as readonly string[] | undefined),
    lost,
    duplicated,
    failures: Array.isArray(failures) ? failures.length : undefined,
    anomalies: valid === false && Array.isArray(anomalies) ? anomalies.length > 0 : anomalies,
  };
}

/** Which of several messages at one offset stands for it depends on what they are called, and so do errors of order. */
function lasting(errors: readonly string[] | undefined): readonly string[] | undefined {
  return errors?.includes('inconsistent-offsets') === true ? ['inconsistent-offsets'] : errors;
}

for (const [workload, stored] of Object.entries(STORED)) {
  const check = CHECKERS[workload];
  const folder = new URL(`${workload}/`, GOLDENS);
  test(`${workload}: no change that does not matter changes the verdict of a stored history`, (t) => {
    if (check === undefined) throw new Error(`no checker for ${workload}`);
    const random = new Random(Number(seed ?? 1)).fork(workload);
    const changed = new Map<string, number>();
    const verdicts = new Set<unknown>();
    for (const file of readdirSync(folder).toSorted()) {
      const { history, expected } = read(new URL(file, folder));
      if (history.length > LONGEST || expected['time-dependent'] === true) continue;
      const models = expected.models ?? [];
      const before = check(history, models);
      verdicts.add(before.valid);
      for (const [name, change] of Object.entries(CHANGES)) {
        const other = change(history, stored, random.fork(`${file} ${name}`));
        changed.set(name, (changed.get(name) ?? 0) + (other === history ? 0 : 1));
        t.deepEqual(kept(check(other, models)), kept(before), `${file}: ${name}`);
      }
    }
    t.log([...changed].map(([name, count]) => `${name}: ${count}`).join(', '));
    // A failed echo is a mismatch, so none may be dropped.
    const idle = Object.keys(CHANGES).filter((name) => changed.get(name) === 0);
    t.deepEqual(idle, workload === 'echo' ? ['no operations that failed'] : []);
    t.true(verdicts.has(true) && verdicts.has(false), 'there are sound and broken histories among them');
  });
}

function read(url: URL): Golden {
  const bytes = readFileSync(url);
  return JSON.parse((url.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as Golden;
}
