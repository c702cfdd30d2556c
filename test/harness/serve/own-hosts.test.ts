import test from 'ava';
import { isLoopback, isOurs, urlOf } from '../../../harness/serve/own-hosts.js';

const bound = (host: string) => ({ host, port: 8080, hostname: 'Desk' });

test('this machine is called by its loopback names, with the port, and by the name that was given', (t) => {
  const cases: readonly (readonly [header: string | undefined, host: string, ours: boolean])[] = [
    ['127.0.0.1:8080', '127.0.0.1', true],
    ['localhost:8080', '127.0.0.1', true],
    ['LOCALHOST:8080', '127.0.0.1', true],
    ['[::1]:8080', '127.0.0.1', true],
    ['127.0.0.1:8081', '127.0.0.1', false],
    ['127.0.0.1', '127.0.0.1', false],
    ['evil.example:8080', '127.0.0.1', false],
    ['127.0.0.1.evil.example:8080', '127.0.0.1', false],
    ['localhost:8080@evil.example', '127.0.0.1', false],
    ['evil.example/localhost:8080', '127.0.0.1', false],
    ['192.168.0.7:8080', '127.0.0.1', false],
    ['192.168.0.7:8080', '192.168.0.7', true],
    ['desk.lan:8080', 'Desk.lan', true],
    ['desk:8080', '127.0.0.1', false],
    ['desk:8080', '0.0.0.0', true],
    ['192.168.0.7:8080', '0.0.0.0', true],
    ['[fe80::1]:8080', '::', true],
    ['evil.example:8080', '0.0.0.0', false],
    ['', '0.0.0.0', false],
    [undefined, '127.0.0.1', false],
  ];
  for (const [header, host, ours] of cases) t.is(isOurs(header, bound(host)), ours, `${header} at ${host}`);
});

test('port 80 need not be said', (t) => {
  t.true(isOurs('localhost', { host: '127.0.0.1', port: 80, hostname: 'desk' }));
});

test('a URL leads to one address, in brackets where it has colons', (t) => {
  t.is(urlOf('127.0.0.1', 1), 'http://127.0.0.1:1/');
  t.is(urlOf('::1', 1), 'http://[::1]:1/');
  t.is(urlOf('0.0.0.0', 1), 'http://localhost:1/');
});

test('what only this machine can reach', (t) => {
  for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '::1', '[::1]']) t.true(isLoopback(host), host);
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.evil.example']) t.false(isLoopback(host), host);
});
