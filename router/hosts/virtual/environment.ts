/** What a node in virtual time finds in its environment: what the caller has set, and what makes runtimes repeatable. */

/** Set unless the caller has set it himself. */
const DEFAULTS: Readonly<Record<string, string>> = {
  // One thread that runs at a time: more would only take turns.
  GOMAXPROCS: '1',
  // Files of statistics, one for each process id, would be shared by nodes of different runs.
  JAVA_TOOL_OPTIONS: '-XX:-UsePerfData',
};

/** `NAME=value` each, sorted: their order is part of a program's memory. */
export function environmentOf(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries({ ...DEFAULTS, ...given })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .toSorted();
}
