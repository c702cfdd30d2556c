/** A recommendation in one sentence: the parameters, the confidence, and the runner-up. */

import { briefFigure, rounded } from '../text/rounded.js';
import { describeSettings } from './grid.js';
import type { Candidate, Recommendation } from './recommend.js';
import type { Interval, Mean } from './statistics.js';

export function recommendationText(recommendation: Recommendation | undefined): string {
  if (recommendation === undefined) return 'Nothing can be recommended: no run ended with a verdict.';
  const { runnerUp } = recommendation;
  const next =
    runnerUp === undefined
      ? ''
      : `; runner-up ${describeSettings(runnerUp.point.settings)} (${runnerUpText(recommendation)})`;
  return `${lead(recommendation)}${next}.`;
}

function lead(recommendation: Recommendation): string {
  const { basis, point, target, met, seeds } = recommendation;
  const settings = describeSettings(point.settings);
  switch (basis) {
    case 'target': {
      const demands = target.join(', ');
      if (met === 0)
        return `No point met ${demands} in any seed; ${settings} came nearest${worstText(recommendation)}`;
      const sure =
        met === seeds
          ? `Take ${settings}`
          : `No point met ${demands} in every seed; ${settings} came nearest`;
      const what = met === seeds ? `${demands} was met in` : 'it did in';
      return `${sure}: ${what} ${shareText(recommendation)}, at ${meanText(recommendation.perOp, 'msgs-per-op')}${worstText(recommendation)}`;
    }
    case 'knee':
      return (
        `Take ${settings}, where the front of msgs-per-op against stable-max bends: ${meanText(recommendation.perOp, 'msgs-per-op')}, ` +
        `on the front of ${shareText(recommendation)} taken alone`
      );
    case 'fewest-messages':
      return `Take ${settings}: it needs the fewest messages, ${meanText(recommendation.perOp, 'msgs-per-op')}, and was good in ${shareText(recommendation)}`;
  }
}

function worstText({ worst }: Recommendation): string {
  const values = Object.entries(worst).flatMap(([figure, value]) =>
    value === undefined ? [] : [`${figure} ${briefFigure(value)}`],
  );
  return values.length === 0 ? '' : ` (worst seed: ${values.join(', ')})`;
}

function runnerUpText({ basis, runnerUp }: Recommendation): string {
  if (runnerUp === undefined) return '';
  const { met, seeds, costsMore } = runnerUp;
  const share = basis === 'target' ? [`met in ${met} of ${seeds}`] : [];
  if (costsMore === undefined) return share.join();
  const { mean, interval } = costsMore;
  const range =
    interval === undefined ? '' : `, 95 % CI ${briefFigure(interval.low)}..${briefFigure(interval.high)}`;
  const more = `${briefFigure(Math.abs(mean))} msgs-per-op ${mean < 0 ? 'less' : 'more'}${range}`;
  return [...share, more].join(', ');
}

/** `20 of 20 seeds (95 % CI 84..100 %)` */
function shareText({ met, seeds, interval }: Pick<Candidate, 'met' | 'seeds' | 'interval'>): string {
  return `${met} of ${seeds} seeds (95 % CI ${percentRange(interval)})`;
}

export function percentRange({ low, high }: Interval): string {
  return `${Math.round(low * 100)}..${Math.round(high * 100)} %`;
}

function meanText(mean: Mean | undefined, figure: string): string {
  if (mean === undefined) return `no ${figure}`;
  const half =
    mean.interval === undefined ? '' : ` ± ${rounded((mean.interval.high - mean.interval.low) / 2, 2)}`;
  return `${briefFigure(mean.mean)}${half} ${figure}`;
}
