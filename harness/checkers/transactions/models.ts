/**
 * Consistency models of transactions, from weak to strong, and the anomalies that each rules out, as in Elle 0.2.2.
 *
 * The order is that of Adya's thesis ("Weak Consistency: A Generalized Theory and Optimistic Implementations for
 * Distributed Transactions", 1999) with the session and real-time variants that Elle added. A model prohibits what it
 * names, what any weaker model prohibits, and whatever implies one of those.
 */

interface Model {
  /** Those directly below it. */
  readonly above: readonly string[];
  readonly prohibits: readonly string[];
  /** Further names that users may give. */
  readonly aliases?: readonly string[];
}

const MODELS: Readonly<Record<string, Model>> = {
  'read-uncommitted': {
    above: [],
    prohibits: ['G0', 'cyclic-versions', 'duplicate-elements', 'garbage-read', 'PL-1-cycle-exists'],
    aliases: ['PL-1'],
  },
  'read-committed': {
    above: ['read-uncommitted'],
    prohibits: ['G1a', 'G1b', 'G1c', 'PL-2-cycle-exists'],
    aliases: ['PL-2'],
  },
  'monotonic-atomic-view': { above: ['read-committed'], prohibits: [] },
  'monotonic-view': { above: ['read-committed'], prohibits: [], aliases: ['PL-2L'] },
  'monotonic-snapshot-read': { above: ['read-committed'], prohibits: [], aliases: ['PL-MSR'] },
  'cursor-stability': { above: ['read-committed'], prohibits: ['lost-update'], aliases: ['PL-CS'] },
  'read-atomic': { above: ['monotonic-atomic-view'], prohibits: ['internal'] },
  'causal-cerone': { above: ['read-atomic'], prohibits: [] },
  prefix: { above: ['causal-cerone'], prohibits: [] },
  'update-atomic': { above: ['read-atomic'], prohibits: ['lost-update'] },
  'parallel-snapshot-isolation': { above: ['causal-cerone', 'update-atomic'], prohibits: [] },
  'consistent-view': {
    above: ['cursor-stability', 'monotonic-view', 'monotonic-snapshot-read'],
    prohibits: ['G-single-item'],
    aliases: ['PL-2+'],
  },
  'forward-consistent-view': { above: ['consistent-view'], prohibits: [], aliases: ['PL-FCV'] },
  'update-serializable': { above: ['forward-consistent-view'], prohibits: [], aliases: ['PL-3U'] },
  'repeatable-read': {
    above: ['cursor-stability', 'monotonic-view'],
    prohibits: ['G2-item', 'PL-2.99-cycle-exists'],
    aliases: ['PL-2.99'],
  },
  'snapshot-isolation': {
    above: ['forward-consistent-view', 'parallel-snapshot-isolation', 'prefix'],
    prohibits: ['G-nonadjacent-item', 'PL-SI-cycle-exists'],
    aliases: ['PL-SI'],
  },
  serializable: {
    above: ['repeatable-read', 'snapshot-isolation', 'update-serializable'],
    prohibits: ['PL-3-cycle-exists'],
    aliases: ['PL-3', 'conflict-serializable'],
  },
  'strong-session-read-uncommitted': {
    above: ['read-uncommitted'],
    prohibits: ['G0-process', 'strong-session-PL-1-cycle-exists'],
    aliases: ['strong-session-PL-1'],
  },
  'strong-session-read-committed': {
    above: ['strong-session-read-uncommitted', 'read-committed'],
    prohibits: ['G1c-process', 'strong-session-PL-2-cycle-exists'],
    aliases: ['strong-session-PL-2'],
  },
  'strong-session-snapshot-isolation': {
    above: ['strong-session-read-committed', 'snapshot-isolation'],
    prohibits: ['G-nonadjacent-item-process', 'strong-session-PL-SI-cycle-exists'],
  },
  'strong-session-serializable': {
    above: ['strong-session-snapshot-isolation', 'serializable'],
    prohibits: ['G2-item-process', 'strong-session-PL-3-cycle-exists'],
  },
  'strong-read-uncommitted': {
    above: ['strong-session-read-uncommitted'],
    prohibits: ['G0-realtime', 'strong-PL-1-cycle-exists'],
    aliases: ['strong-PL-1'],
  },
  'strong-read-committed': {
    above: ['strong-read-uncommitted', 'strong-session-read-committed'],
    prohibits: ['G1c-realtime', 'strong-PL-2-cycle-exists'],
    aliases: ['strong-PL-2'],
  },
  'strong-snapshot-isolation': {
    above: ['strong-read-committed', 'strong-session-snapshot-isolation'],
    prohibits: ['G-nonadjacent-item-realtime', 'strong-PL-SI-cycle-exists'],
  },
  'strong-serializable': {
    above: ['strong-snapshot-isolation', 'strong-session-serializable'],
    prohibits: ['G2-item-realtime', 'PL-SS-cycle-exists'],
    aliases: ['PL-SS', 'strict-serializable'],
  },
};

/** Names that Maelstrom accepts too, for models that none of the anomalies looked for here could rule out. */
const WITHOUT_ANOMALIES: readonly string[] = [
  '1SR',
  'PRAM',
  'causal',
  'linearizable',
  'monotonic-reads',
  'monotonic-writes',
  'read-your-writes',
  'sequential',
  'session-serializable',
  'view-serializable',
  'writes-follow-reads',
];

const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries(MODELS).flatMap(([name, { aliases = [] }]) => aliases.map((alias) => [alias, name])),
);

/** Every name that may be given. */
export const MODEL_NAMES: readonly string[] = [
  ...Object.keys(MODELS),
  ...ALIASES.keys(),
  ...WITHOUT_ANOMALIES,
].toSorted();

/** Whether some anomaly can rule the model out: of the others every history is one. */
export function isCheckable(name: string): boolean {
  return canonical(name) in MODELS;
}

/** The name under which results speak of a model. */
function canonical(name: string): string {
  return ALIASES.get(name) ?? name;
}

/** What an anomaly is evidence of, beside itself. */
const IMPLIES: Readonly<Record<string, readonly string[]>> = {
  'incompatible-order': ['G1a'],
  'dirty-update': ['G1a'],
  'future-read': ['G1c'],
  'lost-update': ['G2-item'],
  ...cycleImplications('', '-process'),
  ...cycleImplications('-process', '-realtime'),
  ...cycleImplications('-realtime', undefined),
};

/** An anomaly without a session or real-time edge is one of those that may have them. */
function cycleImplications(suffix: string, next: string | undefined): Record<string, string[]> {
  const among = [
    ['G0', 'G1c'],
    ['G1c'],
    ['G-single-item', 'G-nonadjacent-item'],
    ['G-nonadjacent-item', 'G2-item'],
    ['G2-item'],
  ] as const;
  return Object.fromEntries(
    among.map(([type, weaker]) => [
      `${type}${suffix}`,
      [
        ...(weaker === undefined ? [] : [`${weaker}${suffix}`]),
        ...(next === undefined ? [] : [`${type}${next}`]),
      ],
    ]),
  );
}

/** All that can be reached from these, themselves included. */
function closure(from: Iterable<string>, next: (name: string) => readonly string[]): Set<string> {
  const reached = new Set(from);
  for (const name of reached) for (const further of next(name)) reached.add(further);
  return reached;
}

/** These anomalies and all that they imply. */
export function implied(types: Iterable<string>): Set<string> {
  return closure(types, (type) => IMPLIES[type] ?? []);
}

const ANOMALIES: readonly string[] = [
  ...new Set([...Object.keys(IMPLIES), ...Object.values(MODELS).flatMap(({ prohibits }) => prohibits)]),
];

/** All anomalies that any of the models prohibits. Names that are unknown prohibit nothing. */
export function prohibited(models: readonly string[]): ReadonlySet<string> {
  const below = closure(models.map(canonical), (name) => MODELS[name]?.above ?? []);
  const named = new Set([...below].flatMap((name) => MODELS[name]?.prohibits ?? []));
  return new Set(ANOMALIES.filter((type) => [...implied([type])].some((each) => named.has(each))));
}

export interface RuledOut {
  /** The weakest models that do not hold. */
  readonly not: readonly string[];
  /** Those above them. */
  readonly alsoNot: readonly string[];
}

/** The models that these anomalies disprove; both lists are sorted. */
export function ruledOut(types: Iterable<string>): RuledOut {
  const evidence = implied(types);
  const broken = (name: string): boolean =>
    [...closure([name], (each) => MODELS[each]?.above ?? [])].some((each) =>
      MODELS[each]?.prohibits.some((type) => evidence.has(type)),
    );
  const all = Object.keys(MODELS).filter(broken).toSorted();
  const weakest = all.filter((name) => !MODELS[name]?.above.some((below) => all.includes(below)));
  return { not: weakest, alsoNot: all.filter((name) => !weakest.includes(name)) };
}
