/**
 * The node that the hosts' contract is tried on: the same file in a process, in a worker thread and simulated.
 *
 * It counts its requests, so that a second life shows; ticks, so that standing still shows; fails on request; and keeps what
 * it is told to, so that what survives shows.
 */

import { runIfMain, shape } from 'eddy/node';

export default function subject(node) {
  let count = 0;
  node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo, count: ++count }));
  node.handle('log', { text: shape.string }, ({ text }) => node.log(text));
  node.handle('tick', { dest: shape.string }, ({ dest }) => {
    node.every(5, () => node.send(dest, { type: 'tick' }));
  });
  node.handle('keep', { name: shape.string, text: shape.string, append: shape.boolean }, (request) => {
    const { name, text, append } = request;
    if (append) node.storage.append(name, text);
    else node.storage.write(name, text);
  });
  node.handle('kept', { name: shape.string }, ({ name }) => ({ text: node.storage.read(name) ?? null }));
  node.handle('fail', {}, () => {
    node.log('about to fail');
    node.after(1, () => {
      throw new Error('on purpose');
    });
  });
}

runIfMain(import.meta.url, subject);
