/** The pictures of what went wrong in a run: the most important first, few, and each bounded in size. */

import type { CheckerFinding } from '../../findings/checker-findings.js';
import type { History } from '../../operations/history.js';
import { counterPicture } from './counter-picture.js';
import { idPictures } from './id-pictures.js';
import { logPictures } from './log-pictures.js';
import type { Picture } from './picture.js';
import { registerPicture } from './register-picture.js';
import { transactionPictures } from './transaction-pictures.js';

const MOST = 3;

/** None if no finding has a picture. `findings` are those of a summary (`runSummary`). */
export function picturesOf(findings: readonly CheckerFinding[], history: History): readonly Picture[] {
  const errors = findings.filter((finding) => finding.kind === 'log');
  return [
    ...findings.flatMap((finding) => pictures(finding, history)),
    ...logPictures(errors, history),
  ].slice(0, MOST);
}

function pictures(finding: CheckerFinding, history: History): readonly Picture[] {
  switch (finding.kind) {
    case 'register':
      return some(
        registerPicture({ subject: 'the register', key: undefined, result: finding.result }, history),
      );
    case 'keys':
      return finding.doubtful
        .slice(0, MOST)
        .flatMap(({ key, result }) => some(registerPicture({ subject: `key ${key}`, key, result }, history)));
    case 'anomalies':
      return transactionPictures(finding, history);
    case 'repeated':
      return idPictures(finding, history);
    case 'mismatches':
      return some(counterPicture(finding, history));
    default:
      return [];
  }
}

function some(picture: Picture | undefined): readonly Picture[] {
  return picture === undefined ? [] : [picture];
}
