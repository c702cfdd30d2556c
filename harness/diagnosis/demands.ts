/** The user's demands that the run did not meet: by how much, and the largest contribution to the figure. */

import { rounded } from '../text/rounded.js';
import type { History, Operation } from '../operations/history.js';
import type { Judged } from '../options/thresholds.js';
import type { Conversations } from './conversations.js';
import type { DiagnosisEvidence } from './evidence.js';
import { counted, type Diagnosis, groupBy } from './diagnosis.js';

const SHOWN = 3;
const OPERATIONS = 5;

export function demands({
  judged,
  history,
  options,
  conversations,
}: DiagnosisEvidence): readonly Diagnosis[] {
  if (judged === undefined) return [];
  const { availability, thresholds } = judged;
  const missed = thresholds.filter(({ valid }) => !valid);
  const isScarce = availability.valid === false;
  const wanted = missed.find(({ expect }) => expect.startsWith('availability '));
  const share = Number(availability['ok-fraction']);
  const demanded = options.availability === 'total' ? 1 : (options.availability ?? 0);
  const by = `availability ${rounded(share)} is below ${rounded(demanded)} by ${rounded(demanded - share)}`;
  const found: Diagnosis[] = [];
  if (isScarce) found.push(unavailable(by, history));
  else if (wanted !== undefined) found.push(unavailable(sentence(wanted), history));
  const costly = missed.find(({ expect }) => expect.startsWith('msgs-per-op '));
  if (costly !== undefined && conversations !== undefined) found.push(...expensive(costly, conversations));
  return found;
}

function unavailable(by: string, history: History): Diagnosis {
  const operations = history.filter(({ process }) => process !== 'nemesis');
  const invoked = operations.filter(({ type }) => type === 'invoke').length;
  const failed = operations.filter(({ type }) => type === 'fail' || type === 'info');
  const open = invoked - operations.filter(({ type }) => type !== 'invoke').length;
  const groups = groupBy(failed, (operation) => `${operation.f} ${reasonOf(operation)}`).toSorted(
    (a, b) => b.length - a.length,
  );
  const reasons = groups.slice(0, SHOWN).map((group) => {
    const [first] = group;
    return first === undefined ? '' : `${group.length} × ${first.f}: ${reasonOf(first)}`;
  });
  const more = groups.length > SHOWN ? [counted(groups.length - SHOWN, 'other reason')] : [];
  const unended = open > 0 ? [`${open} never ended`] : [];
  return {
    kind: 'unavailable',
    nodes: [],
    what: `${by}: ${failed.length + open} of ${counted(invoked, 'operation')} did not succeed (${[...reasons, ...more, ...unended].join('; ')})`,
    cure: 'a node that is always available answers each request from what it knows itself',
    count: failed.length + open,
    messages: [],
    operations: groups.flatMap(([first]) => first?.index ?? []).slice(0, OPERATIONS),
  };
}

function expensive(judged: Judged, { byType }: Conversations): readonly Diagnosis[] {
  const total = [...byType.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const most = [...byType].toSorted((a, b) => b[1] - a[1]).slice(0, SHOWN);
  const shares = most.map(([type, count]) => `${type} ${Math.round((100 * count) / total)} %`);
  return [
    {
      kind: 'over-limit',
      nodes: [],
      what: `${sentence(judged)}: of the ${counted(total, 'message')} between nodes ${shares.join(', ')}`,
      cure: 'send less often, to fewer nodes, or several values in one message',
      count: total,
      messages: [],
    },
  ];
}

/** `msgs-per-op is 45.3, expected < 30: over by 15.3`. */
function sentence({ expect, actual, problem }: Judged): string {
  const [figure = '', ...limit] = expect.split(' ');
  const came = actual === undefined ? 'unknown' : rounded(actual);
  return `${figure} is ${came}, expected ${limit.join(' ')}${problem === undefined ? '' : ` (${problem})`}`;
}

function reasonOf({ error }: Operation): string {
  if (error === undefined) return 'no reason is known';
  if (error === 'net-timeout') return 'no reply in time';
  if (typeof error !== 'string') return `error ${error.filter((part) => part !== '').join(', ')}`;
  return error.startsWith('indeterminate: malformed reply') ? 'a malformed reply' : error;
}
