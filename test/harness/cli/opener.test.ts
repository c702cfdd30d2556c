import test from 'ava';
import { type Opener, openPage, systemOpener } from '../../../harness/cli/opener.js';

const NEVER = new Promise<never>(() => {});
const node = (script: string): Opener => [process.execPath, '-e', script, '--'];

test('an opener gets the page as its last argument, as it is', async (t) => {
  const page = '/tmp/a b/$(x)/report.html';
  const opener = node(`process.exit(process.argv.at(-1) === ${JSON.stringify(page)} ? 0 : 9)`);
  t.is(await openPage(page, opener, NEVER), undefined);
});

test('an opener that fails, or that is not there, is reported', async (t) => {
  t.regex((await openPage('x', node('process.exit(3)'), NEVER)) ?? '', /ended with status 3$/);
  t.is(
    await openPage('x', ['no-such-opener-of-pages'], NEVER),
    'there is no no-such-opener-of-pages on this machine',
  );
});

test('an opener that keeps running has opened the page', async (t) => {
  t.is(await openPage('x', node('setTimeout(() => {}, 300)'), Promise.resolve()), undefined);
});

test('macOS has open, other systems xdg-open', (t) => {
  t.deepEqual(systemOpener('darwin'), ['open']);
  t.deepEqual(systemOpener('linux'), ['xdg-open']);
});
