import test from 'ava';
import { parseTarget, pathOf } from '../../../harness/serve/request-target.js';

test('a path is its names, decoded', (t) => {
  t.like(parseTarget('/'), { names: [], isFolder: true });
  t.like(parseTarget('/run/a%20b/20260101T120000.000%2B0000/'), {
    names: ['run', 'a b', '20260101T120000.000+0000'],
    isFolder: true,
  });
  t.like(parseTarget('/live?x=/../'), { names: ['live'], isFolder: false });
  t.is(parseTarget('/compare?a=x%2Fy')?.query.get('a'), 'x/y');
});

test('what could lead elsewhere is no target', (t) => {
  const bad = [
    '',
    'run',
    'http://evil.example/',
    '*',
    '//run/',
    '/run//x',
    '/run/../x',
    '/run/%2e%2e/x',
    '/run/.%2e/x',
    '/run/./x',
    '/run/a%2fb',
    '/run/a%5Cb',
    String.raw`/run/a\b`,
    '/run/a%00b',
    '/run/%ff',
    '/run/%',
  ];
  for (const each of bad) t.is(parseTarget(each), undefined, each);
});

test('a path that is made is read as it was made', (t) => {
  const names = ['run', '<i> &"é?#', '%2e+'];
  t.deepEqual(parseTarget(pathOf(...names))?.names, names);
});
