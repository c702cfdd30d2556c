/** docs/workloads.md: each workload from its `about` and its `reference`. */

import type { Circumstances } from '../../harness/flags/option.js';
import { CHALLENGES } from '../../harness/run/challenges.js';
import type { RequestReference } from '../../harness/workloads/reference.js';
import { type Workload, WORKLOADS } from '../../harness/workloads/index.js';
import { code, codeBlock, GENERATED, list, page, sentence, table } from './markdown.js';
import { flagsOfTheirOwn, splitDefault } from './options.js';

const INTRODUCTION = `\
A workload is a kind of test: what clients ask of nodes, and what is checked of the answers. \`eddy test -w NAME --bin PROGRAM\`
runs one. The rules that all requests and replies follow, and the error codes, are in [protocol.md](protocol.md).

In the tables, a request has the fields that are listed beside \`type\` and \`msg_id\`, and a reply those that are listed beside
\`type\` (the request's with \`_ok\` behind it) and \`in_reply_to\`. A reply with a field that is missing or not listed is malformed. The
samples show what one node reads (\`<\`) and prints (\`>\`).

While a cluster recovers from faults, Eddy also sends \`read\` to each node of broadcast, g-set and the counters, to see whether the nodes
agree. These requests come from clients of its own; they are not part of the history or of the figures.

Whatever the workload, a run is also invalid if a kind of operation never succeeded once, and if a demand (\`--expect\`,
\`--availability\`) is not met.`;

export function workloadsPage(): string {
  return page([
    GENERATED,
    '# Workloads',
    INTRODUCTION,
    table(
      ['workload', 'what it tests', 'requests'],
      WORKLOADS.map(({ name, about, reference: { requests } }) => [
        `[${name}](#${name})`,
        about,
        requests.map(({ rpc }) => code(rpc.type)).join(', '),
      ]),
    ),
    ...WORKLOADS.flatMap(section),
  ]);
}

function section(workload: Workload): readonly (string | undefined)[] {
  const { name, about, program, reference } = workload;
  const options = flagsOfTheirOwn(circumstances(workload), WORKLOADS.map(circumstances));
  return [
    `## ${name}`,
    sentence(about),
    `**Load.** ${reference.load}`,
    table(
      ['request', 'fields', 'fields of the reply', 'what the node does'],
      reference.requests.map(({ rpc, takes, gives, does }) => [
        code(rpc.type),
        fields(takes),
        fields(gives),
        does,
      ]),
    ),
    codeBlock(reference.requests.map(exchange).join('\n'), 'exchange'),
    '**Checked:**',
    list(reference.checks),
    `**Errors.** ${errors(workload)}`,
    options.length === 0
      ? undefined
      : table(
          ['option', 'meaning', 'default'],
          options.map(({ flags, help }) => {
            const { text, byDefault } = splitDefault(help);
            return [code(flags), text, byDefault];
          }),
        ),
    `Eddy's own program: [node/programs/${program}.ts](../node/programs/${program}.ts).${challenges(name)}`,
  ];
}

function circumstances({ name, heavy }: Workload): Partial<Circumstances> {
  return { workload: name, heavy: heavy === true };
}

function fields(described: RequestReference['takes']): string {
  const all = Object.entries(described).map(([name, { is }]) => `${code(name)}: ${is}`);
  return all.length === 0 ? 'none' : all.join('; ');
}

/** A client's request number `index` and the reply, as one node sees them. */
function exchange({ rpc, takes, gives }: RequestReference, index: number): string {
  const request = { type: rpc.type, msg_id: index + 1, ...examples(takes) };
  const reply = { type: `${rpc.type}_ok`, in_reply_to: index + 1, ...examples(gives) };
  return [
    `< ${line({ id: 2 * index + 2, src: 'c1', dest: 'n1', body: request })}`,
    `> ${line({ src: 'n1', dest: 'c1', body: reply })}`,
  ].join('\n');
}

function examples(described: RequestReference['takes']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(described).map(([name, { example }]) => [name, example]));
}

/** JSON on one line, with a blank behind each colon and comma outside of strings. */
function line(value: unknown): string {
  return JSON.stringify(value).replaceAll(/("(?:[^"\\]|\\.)*")|([:,])/g, (_, text?: string, mark?: string) =>
    text === undefined ? `${mark} ` : text,
  );
}

/** What a timeout and an error reply mean for operations of this workload. */
function errors({ idempotent, everyErrorIsUnknown, name }: Workload): string {
  if (everyErrorIsUnknown === true)
    return 'Each error reply, definite or not, and each timeout leaves the outcome of its operation unknown.';
  const harmless = [...idempotent].map(code).join(', ');
  const rule =
    'A definite error fails its operation, an indefinite one or a timeout leaves its outcome unknown';
  const exception = `; for ${harmless} both count as failed, since ${name === 'kafka' ? 'it changes no log' : 'it changes nothing'}`;
  return `${rule}${harmless === '' ? '' : exception}.`;
}

function challenges(name: string): string {
  const using = CHALLENGES.filter(({ options }) => options.workload === name).map((each) => each.name);
  return using.length === 0 ? '' : ` Challenges: ${using.join(', ')} (\`eddy challenge ${using[0]}\`).`;
}
