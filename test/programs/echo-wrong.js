/** Broken echo: every second time it says what it was told the time before. Finding: mismatches, each with both values. */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function echoWrong(node) {
  let count = 0;
  let last = 'nothing yet';
  node.handle('echo', { echo: shape.any }, ({ echo }) => {
    const said = ++count % 2 === 0 ? `${last}!` : echo;
    last = echo;
    return { echo: said };
  });
}

runIfMain(import.meta.url, echoWrong);
