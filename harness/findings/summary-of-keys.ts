/** What a summary says of a history that was checked key by key: which keys are not linearizable, and why. */

import { reasonOf } from '../explanations/key-reason.js';
import { printable } from '../text/printable.js';
import type { CheckerFinding } from './checker-findings.js';
import type { SummaryLine } from './summary-layout.js';

const SHOWN_KEYS = 3;

type Keys = Extract<CheckerFinding, { readonly kind: 'keys' }>;
type Register = Extract<CheckerFinding, { readonly kind: 'register' }>;

export function registerLine({ result }: Register): SummaryLine {
  if (result.valid === true)
    return ['register', 'linearizable (a history without keys is one of a single register)'];
  const reason = reasonOf(result);
  return ['register', printable(result.valid === false ? `not linearizable: ${reason}` : reason)];
}

export function keyLines({ checked, failed, doubtful }: Keys): readonly SummaryLine[] {
  const unknown = doubtful.length - failed;
  const verdict = [
    ...(failed > 0 ? [`${failed} not linearizable`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join(', ');
  return [
    ['keys', `${checked} checked, ${verdict === '' ? 'all linearizable' : verdict}`],
    ...doubtful
      .slice(0, SHOWN_KEYS)
      .map(({ key, result }) => [printable(`key ${key}`), printable(reasonOf(result))] as const),
  ];
}
