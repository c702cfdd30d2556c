/** Messages between nodes take other times than the options say. By control lines only: the nemesis has `slow`. */

import { settingFault } from '../setting-fault.js';

export const latency = settingFault('latency', {
  isUsual: (asked, options) => {
    const [mean, distribution = 'constant'] = String(asked).split(' ');
    const isUsualShape = distribution === options['latency-dist'] || Number(mean) === 0;
    return Number(mean) === options.latency && isUsualShape;
  },
  isOn: (rules, options) => {
    const { meanMs, distribution } = rules.latency.get();
    return meanMs !== options.latency || distribution !== options['latency-dist'];
  },
  undo: (options) => `latency ${options.latency} ${options['latency-dist']}`,
  delays: 'each',
  // How far single messages are from the mean is chance.
  planned: ({ asked }) => [`latency ${String(asked).split(' ')[0]}`],
});
