/**
 * A node that does what its clients say, bad things above all. It knows nothing of Eddy's own node library.
 *
 * `--init silent|error|wrong|exit|mark|unended` chooses how it answers `init`. All else is asked for by requests, each answered
 * by `<type>_ok` when it is done:
 *
 *     ping                      nothing
 *     print    hex              prints these bytes
 *     seen                      replies with the last line of type `payload` that it read, letter by letter, as `line`
 *     env      name             replies with that environment variable as `value`
 *     later    ms, type         replies after so many milliseconds
 *     deaf                      reads nothing from now on
 *     send     dest, length, count   sends so many messages of so many characters, as fast as its stdout takes them
 *     exit     status, hex      prints the bytes to its log and ends
 */

const [, initMode] = process.argv.slice(2);
let id = '';
let seen = '';

function print(text) {
  process.stdout.write(text);
}

function reply({ src, body }, fields = {}) {
  print(
    `${JSON.stringify({ src: id, dest: src, body: { type: `${body.type}_ok`, in_reply_to: body.msg_id, ...fields } })}\n`,
  );
}

function sendMany(message, count) {
  const { dest, length } = message.body;
  const start = `{"src":"${id}","dest":"${dest}","body":{"type":"load","text":"`;
  const line = `${start}${'x'.repeat(Math.max(0, length - start.length - 3))}"}}\n`;
  for (let left = count; left > 0; left--) {
    if (!process.stdout.write(line)) {
      process.stdout.once('drain', () => sendMany(message, left - 1));
      return;
    }
  }
  reply(message);
}

const ANSWERS = {
  init(message) {
    id = message.body.node_id;
    if (initMode === 'silent') return;
    if (initMode === 'exit') process.exit(3);
    const body = { type: 'init_ok', in_reply_to: message.body.msg_id };
    if (initMode === 'error') Object.assign(body, { type: 'error', code: 11, text: 'the disk is full' });
    if (initMode === 'wrong') Object.assign(body, { type: 'hello' });
    const mark = initMode === 'mark' ? '\uFEFF' : '';
    const end = initMode === 'unended' ? '' : '\n';
    print(`${mark}${JSON.stringify({ src: id, dest: message.src, body })}${end}`);
  },
  ping: reply,
  print(message) {
    print(Buffer.from(message.body.hex, 'hex'));
    reply(message);
  },
  payload(message, line) {
    seen = line;
  },
  load() {},
  seen(message) {
    reply(message, { line: seen });
  },
  env(message) {
    reply(message, { value: process.env[message.body.name] });
  },
  later(message) {
    setTimeout(() => reply(message), message.body.ms);
  },
  deaf(message) {
    reply(message);
    process.stdin.pause();
    // Its stdin kept it alive.
    setInterval(() => {}, 1000);
  },
  send(message) {
    sendMany(message, message.body.count);
  },
  exit({ body }) {
    process.stderr.write(Buffer.from(body.hex, 'hex'), () => process.exit(body.status));
  },
};

let rest = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    const message = JSON.parse(line);
    ANSWERS[message.body.type](message, line);
  }
});
