/** Echo says back what it is told. */

import test from 'ava';
import echo from '../../../node/programs/echo.js';
import { WiredNode } from '../wired-node.js';

for (const value of [null, false, 0, '', 'Please echo 35', [1, [2]], { a: { b: null } }]) {
  test(`${JSON.stringify(value)} comes back`, (t) => {
    const wired = new WiredNode(echo).init();
    wired.receive({ type: 'echo', msg_id: 2, echo: value });
    t.deepEqual(wired.takeBodies(), [{ type: 'echo_ok', echo: value, in_reply_to: 2, msg_id: 1 }]);
  });
}

test('nothing to say back is malformed', (t) => {
  const wired = new WiredNode(echo).init();
  wired.receive({ type: 'echo', msg_id: 2 });
  t.like(wired.takeBodies(), [{ code: 12, text: 'echo: expected echo to be any JSON value, got nothing' }]);
});
