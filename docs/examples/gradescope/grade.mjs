/** The results of Gradescope from the JSON of eddy challenge: node grade.mjs challenges.json */

import { readFileSync } from 'node:fs';

/** The points of each challenge. */
const POINTS = { 1: 10, 2: 20, '3a': 20, '3b': 20, '3c': 30 };

const [file = '/dev/stdin'] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const { rates = [], runs = [] } = text === '' ? {} : JSON.parse(text);

const tests = Object.entries(POINTS).map(([challenge, max]) => {
  const rate = rates.find((each) => each.challenge === challenge);
  const failed = runs.filter((each) => each.challenge === challenge && each.verdict !== 'met');
  return {
    name: `Challenge ${challenge}`,
    max_score: max,
    score: rate === undefined ? 0 : (max * rate.met) / rate.of,
    output:
      rate === undefined
        ? 'The challenge was not run: the program could not be started.'
        : [
            `Met in ${rate.met} of ${rate.of} runs.`,
            ...failed
              .slice(0, 2)
              .map(({ decisive, repeat }) => `${decisive ?? 'not met'}\nTo repeat it: ${repeat}`),
          ].join('\n'),
  };
});

process.stdout.write(`${JSON.stringify({ tests }, null, 2)}\n`);
