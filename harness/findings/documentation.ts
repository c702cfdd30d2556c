/** Where the documentation says what was expected: for each kind of finding and diagnosis a heading of a page in docs/. */

import type { DiagnosisKind } from '../diagnosis/index.js';
import { WORKLOADS } from '../workloads/index.js';
import type { CheckerFinding } from './checker-findings.js';

const MESSAGES = 'docs/protocol.md#messages';
const LIFE = 'docs/protocol.md#start-and-end';
const REPLIES = 'docs/protocol.md#requests-and-replies';
const TROUBLES = 'docs/protocol.md#what-eddy-tolerates-and-reports';
const BETWEEN_NODES = 'docs/protocol.md#messages-between-nodes';
const WORKLOAD = 'docs/workloads.md';

const OF_DIAGNOSIS: Readonly<Record<DiagnosisKind, string>> = {
  crashed: LIFE,
  closed: LIFE,
  'not-json': MESSAGES,
  'no-line-end': MESSAGES,
  malformed: MESSAGES,
  'not-utf8': MESSAGES,
  'unknown-src': MESSAGES,
  'unknown-dest': MESSAGES,
  'foreign-src': MESSAGES,
  'too-long': TROUBLES,
  storm: BETWEEN_NODES,
  'wrong-reply': REPLIES,
  socket: 'docs/virtual-time.md#nodes-that-do-not-go-on',
  deadlock: REPLIES,
  silent: REPLIES,
  unanswered: REPLIES,
  'late-reply': REPLIES,
  'error-replies': 'docs/protocol.md#error-codes',
  'malformed-reply': WORKLOAD,
  unsupported: 'docs/protocol.md#services',
  overflow: TROUBLES,
  unavailable: 'docs/learn/glossary.md#availability',
  'over-limit': 'docs/learn/glossary.md#msgs-per-op',
};

const OF_FINDING: Readonly<Record<CheckerFinding['kind'], string>> = {
  coverage: WORKLOAD,
  lost: WORKLOAD,
  repeated: WORKLOAD,
  never: WORKLOAD,
  thrown: REPLIES,
  checker: WORKLOAD,
  register: WORKLOAD,
  keys: WORKLOAD,
  log: WORKLOAD,
  anomalies: 'docs/transactions.md#anomalies',
  unjudged: 'docs/transactions.md#anomalies',
  mismatches: WORKLOAD,
};

/** All headings that a run may refer to. */
export const DOCUMENTED: readonly string[] = [
  ...new Set([...Object.values(OF_DIAGNOSIS), ...Object.values(OF_FINDING)]),
].flatMap((place) => (place === WORKLOAD ? WORKLOADS.map(({ name }) => `${WORKLOAD}#${name}`) : [place]));

/** The headings that concern what was found in a run, each once, in the order of what was found. */
export function documentationOf({
  workload,
  diagnoses,
  findings,
}: {
  readonly workload: string | undefined;
  readonly diagnoses: readonly { readonly kind: DiagnosisKind }[];
  readonly findings: readonly CheckerFinding[];
}): readonly string[] {
  const wrong = findings.filter((each) => isWrong(each));
  const places = [
    ...diagnoses.map(({ kind }) => OF_DIAGNOSIS[kind]),
    ...wrong.map(({ kind }) => OF_FINDING[kind]),
  ];
  return [...new Set(places.map((place) => (place === WORKLOAD ? workloadPage(workload) : place)))];
}

/** Keys that were checked and allowed errors are listed even if nothing is wrong. */
function isWrong(finding: CheckerFinding): boolean {
  switch (finding.kind) {
    case 'keys':
      return finding.doubtful.length > 0;
    case 'register':
      return finding.result.valid !== true;
    case 'log':
      return finding.isBad;
    case 'coverage':
    case 'lost':
    case 'repeated':
    case 'never':
    case 'thrown':
    case 'checker':
    case 'anomalies':
    case 'unjudged':
    case 'mismatches':
      return true;
  }
}

/** A stored run may be of a workload that this version does not know. */
function workloadPage(workload: string | undefined): string {
  return WORKLOADS.some(({ name }) => name === workload) ? `${WORKLOAD}#${workload}` : WORKLOAD;
}
