/** Where the nodes of a cluster write: where it was said, or in a place that goes with the cluster. */

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { DataFolders } from '../../router/data-folders.js';
import { folder, write } from '../harness/folder.js';
import { startedCluster } from './live-cluster.js';

test('each node has a directory of its own, below the one that was given', (t) => {
  const root = folder();
  const folders = new DataFolders(root);
  t.is(folders.pathOf('n1'), path.join(root, 'n1'));
  const odd = ['..', '.', 'a/b', 'n1', 'ä', 'n.1'].map((node) => folders.pathOf(node));
  t.is(new Set(odd).size, odd.length);
  t.true(odd.every((each) => path.dirname(each) === root));
});

test('what nodes wrote stays where it was given, what nobody wrote in goes', (t) => {
  const root = path.join(folder(), 'data');
  const folders = new DataFolders(root);
  folders.close();
  write(path.join(folders.pathOf('n1'), 'log'), 'x');
  mkdirSync(folders.pathOf('n2'));
  folders.close();
  t.deepEqual(readdirSync(root), ['n1']);
  const empty = new DataFolders(path.join(root, 'other'));
  mkdirSync(empty.pathOf('n1'), { recursive: true });
  empty.close();
  t.deepEqual(readdirSync(root), ['n1']);
});

test('a temporary place is one for all nodes, and goes with all that is in it', (t) => {
  const folders = new DataFolders(undefined);
  const [n1, n2] = [folders.pathOf('n1'), folders.pathOf('n2')];
  t.is(path.dirname(n1), path.dirname(n2));
  write(path.join(n1, 'log'), 'x');
  folders.close();
  t.false(existsSync(path.dirname(n1)));
  folders.close();
});

for (const runtime of ['process', 'worker'] as const) {
  test(`a ${runtime} finds in EDDY_DATA_DIR a directory that exists, the same in each life, and none when all is over`, async (t) => {
    const { cluster, ask } = await startedCluster(t, { runtime, nodes: ['n1', 'n2'] });
    const directory = async (node: string): Promise<string> =>
      String((await ask(node, { type: 'env', name: 'EDDY_DATA_DIR' }))['value']);
    const [n1, n2] = [await directory('n1'), await directory('n2')];
    t.not(n1, n2);
    write(path.join(n1, 'log'), 'x');
    await cluster.control('restart n1');
    t.is(await directory('n1'), n1);
    t.true(existsSync(path.join(n1, 'log')));
    await cluster.control('kill n1');
    await cluster.control('wipe n1');
    await cluster.control('restart n1');
    t.is(await directory('n1'), n1);
    t.deepEqual(readdirSync(n1), []);
    await cluster.stop();
    t.false(existsSync(path.dirname(n1)));
  });
}
