/**
 * Requests that were never answered: by nodes that sent nothing any more, that wait for a reply of their own, or that
 * answer some types of requests and not others.
 *
 * Requests that a fault or another diagnosis explains are left out.
 */

import { isBadLine, type TroubleCount } from '../../router/index.js';
import { SECOND } from '../../node/index.js';
import { deadlocks } from './deadlock.js';
import type { DiagnosisEvidence } from './evidence.js';
import { counted, type Diagnosis, examples, groupBy, subject } from './diagnosis.js';
import type { NodeTalk, Open } from './node-talk.js';
import { type Silent, timesOf, typesOf } from './silent.js';

/** A request this shortly before the end may have been about to be answered. */
const PATIENCE = SECOND;
/** The longest wait of a client: a fault in this time can be why it waited in vain. */
const WAIT = 5 * SECOND;

export function silences(evidence: DiagnosisEvidence): readonly Diagnosis[] {
  const { conversations } = evidence;
  if (conversations === undefined) return [];
  const found: Silent[] = [];
  for (const [talk, open] of conversations.unanswered()) {
    const all = open.filter((request) => isUnexplained(talk, request, evidence));
    if (all.length === 0 || badLines(talk.node, evidence.troubles) >= all.length) continue;
    found.push({ talk, all, since: all.filter(({ sent }) => sent >= (talk.lastSent ?? 0)) });
  }
  const stuck = found.filter(isStuck);
  const waiting = stuck.filter(({ talk }) => talk.asking.isLast);
  return [
    ...deadlocks(waiting),
    ...quiet(stuck.filter((each) => !waiting.includes(each))),
    ...choosy(
      found.filter((each) => !stuck.includes(each)),
      evidence.options.loss > 0,
    ),
  ];
}

function isUnexplained(talk: NodeTalk, request: Open, { end, faults }: DiagnosisEvidence): boolean {
  const { sent, type, delivered } = request;
  if (!delivered || end - sent < PATIENCE) return false;
  if (talk.crashed !== undefined && talk.crashed >= sent) return false;
  if (talk.late.size > 0) return false;
  if ([...talk.wrong.values()].some((wrong) => wrong.request === type && wrong.flaw !== 'again'))
    return false;
  return !faults.some(({ from, to = Infinity }) => from * SECOND <= sent + WAIT && to * SECOND >= sent);
}

function badLines(node: string, troubles: readonly TroubleCount[]): number {
  return troubles
    .filter((trouble) => trouble.node === node && (isBadLine(trouble) || trouble.kind === 'foreign-src'))
    .reduce((sum, { count }) => sum + count, 0);
}

/** Whether the node seems to have stopped; it may only not know the type of its last request. */
function isStuck({ talk, since, all }: Silent): boolean {
  if (since.length === 0) return false;
  const known = answered(talk).filter((type) => type !== 'init');
  if (known.length === 0 || (since.length > 1 && since.length === all.length)) return true;
  // It is busy with the requests that came before it sent its own.
  if (talk.asking.isLast && all.length > 1) return true;
  return known.some((type) => since.some((request) => request.type === type));
}

function answered({ types }: NodeTalk): readonly string[] {
  return [...types].filter(([, { ok, errors }]) => ok + errors > 0).map(([type]) => type);
}

function quiet(silent: readonly Silent[]): readonly Diagnosis[] {
  const before = ({ talk }: Silent): string | undefined => {
    if (talk.lastSent === undefined) return 'sent nothing at all';
    return talk.isTalking
      ? undefined
      : `answered ${answered(talk).join(' and ')} and sent nothing after that`;
  };
  return groupBy(silent, (each) => before(each) ?? '').flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const requests = group.flatMap(({ since }) => since);
    const nodes = group.map(({ talk }) => talk.node);
    return {
      kind: 'silent',
      nodes,
      what:
        `${subject(nodes)} ${before(first) ?? `sent nothing after ${timesOf(group)}`}, although ` +
        `${counted(requests.length, 'request')} (${typesOf(requests)}) ${requests.length === 1 ? 'was' : 'were'} delivered`,
      cure: first.talk.isTalking
        ? 'is it blocked in a handler, or is its output not flushed? Reply before waiting for anything'
        : 'does it read its stdin line by line, flush its stdout after each message, and reply to these types in time?',
      count: requests.length,
      messages: examples(group.map((each) => each.since.map(({ id }) => id))),
    };
  });
}

/**
 * Nodes that still send but leave some requests unanswered; `lossy`: message loss explains that if they answer
 * others.
 */
function choosy(silent: readonly Silent[], lossy: boolean): readonly Diagnosis[] {
  const byType = silent.flatMap(({ talk, all }) =>
    groupBy(all, ({ type }) => type).map((requests) => {
      const type = requests[0]?.type ?? '';
      const { asked, ok, errors } = talk.type(type);
      return { node: talk.node, type, requests, asked, never: ok + errors === 0, known: answered(talk) };
    }),
  );
  const told = lossy ? byType.filter(({ never }) => never) : byType;
  return groupBy(told, ({ type, never }) => `${type} ${never}`).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { type, never, known } = first;
    const nodes = group.map(({ node }) => node);
    const count = group.reduce((sum, { requests }) => sum + requests.length, 0);
    const asked = group.reduce((sum, each) => sum + each.asked, 0);
    const others = known.length === 0 ? '' : `, but answered ${known.join(', ')}`;
    return {
      kind: 'unanswered',
      nodes,
      what: never
        ? `${subject(nodes)} never answered ${type} (${counted(count, 'request')})${others}`
        : `${subject(nodes)} left ${counted(count, 'request')} of ${asked} of type ${type} without an answer`,
      cure: never
        ? `reply to ${type} with ${type}_ok; a type that a node does not know deserves an error reply of code 10 (not-supported)`
        : `reply on each way through the handler of ${type}, with an error reply if it fails or has to wait`,
      count,
      messages: examples(group.map(({ requests }) => requests.map(({ id }) => id))),
    };
  });
}
