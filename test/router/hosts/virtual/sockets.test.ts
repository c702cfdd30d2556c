/** Nodes in virtual time that talk by sockets of their own: they are named, and none waits in vain. */

import { createServer } from 'node:net';
import test from 'ava';
import { Neighbours, socketAddress } from '../../../../router/hosts/virtual/neighbours.js';
import { programFile } from '../../programs.js';
import { played, virtual } from './scene.js';

const ECONNREFUSED = 111;

/** A port that nobody uses. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

virtual(
  'a node that addresses a socket of another is refused and named; its own sockets are its affair',
  async (t) => {
    const port = await freePort();
    const name = `eddy-test-${process.pid}`;
    const { errors, troubles } = await played(
      t,
      async ({ ask, troubles: seen }) => {
        await ask('n1', { type: 'bound', port });
        await ask('n1', { type: 'bound', name });
        const reach = async (node: string, more: object): Promise<unknown> =>
          (await ask(node, { type: 'reach', ...more }))['error'];
        return {
          errors: [
            await reach('n2', { port }),
            await reach('n2', { port, udp: true }),
            await reach('n2', { name }),
            await reach('n1', { port }),
            await reach('n1', { name }),
          ],
          troubles: seen.map(({ what }) => what),
        };
      },
      { command: { command: 'python3', args: [programFile('virtual/waits.py')] } },
    );
    t.deepEqual(errors, [ECONNREFUSED, ECONNREFUSED, ECONNREFUSED, 0, 0]);
    t.deepEqual(troubles, [
      `n1 called bind with the address 127.0.0.1:${port}, where others may send something`,
      `n2 called connect with the address 127.0.0.1:${port} of another node, which was refused`,
      `n2 called sendto with the address 127.0.0.1:${port} of another node, which was refused`,
      `n2 called connect with the address @${name} of another node, which was refused`,
    ]);
  },
);

for (const [title, bytes, expected] of [
  ['127.0.0.1:9000', [2, 0, 0x23, 0x28, 127, 0, 0, 1], { text: '127.0.0.1:9000', port: 9000 }],
  ['/tmp/s', [1, 0, ...Buffer.from('/tmp/s\0x')], { text: '/tmp/s', port: undefined }],
  ['an abstract name', [1, 0, 0, ...Buffer.from('ab')], { text: '@ab', port: undefined }],
  ['a socket without a name', [1, 0], undefined],
  ['netlink', [16, 0, 0, 0, 0, 0, 0, 0], undefined],
  [
    '::1',
    [10, 0, 0, 80, 0, 0, 0, 0, ...Array.from({ length: 15 }, () => 0), 1],
    { text: '[0:0:0:0:0:0:0:1]:80', port: 80 },
  ],
] as const) {
  test(`the address of a socket is read: ${title}`, (t) => {
    t.deepEqual(socketAddress(Buffer.from(bytes)), expected);
  });
}

test('an address is another node’s if that has bound it, the node itself has not, and it has not ended', (t) => {
  const neighbours = new Neighbours();
  const [one, same, other] = [9000, 9000, 9001].map((port, i) => ({ text: `10.0.0.${i}:${port}`, port }));
  if (one === undefined || same === undefined || other === undefined) return t.fail();
  neighbours.bind(0, one);
  t.deepEqual(
    [0, 1].map((node) => neighbours.isOther(node, same)),
    [false, true],
  );
  t.false(neighbours.isOther(1, other));
  neighbours.forget(0);
  t.false(neighbours.isOther(1, same));
});
