import test from 'ava';
import { runEvents } from '../../../harness/export/run-events.js';
import { all, drop, fault, recv, runOf, send } from './runs.js';

test('events come in the order of the journal, at one instant too', async (t) => {
  const lines = [
    fault(1, 'x', ''),
    send(1, 0, 'n1', 'n2', {}),
    send(1, 1, 'n2', 'n1', {}),
    recv(1, 0),
    fault(1, 'y', ''),
    drop(1, 1, 'loss'),
    send(1, 2, 'n2', 'n1', {}),
    recv(1, 0),
  ];
  const told = await all(runEvents(runOf(lines).entries()));
  t.deepEqual(
    told.map((event) =>
      event.type === 'fault'
        ? event.fault
        : `${event.type === 'send' ? 'send' : event.end.type} ${event.journey.message.id}`,
    ),
    ['x', 'send 0', 'send 1', 'recv 0', 'y', 'drop 1', 'send 2', 'recv 0'],
  );
});
