/** The names of the workloads: what the option accepts, and what a workload can be called. */

/** Every workload, by name, in the order of the alphabet. */
export const WORKLOAD_NAMES = [
  'broadcast',
  'echo',
  'g-counter',
  'g-set',
  'kafka',
  'lin-kv',
  'pn-counter',
  'txn-list-append',
  'txn-rw-register',
  'unique-ids',
] as const;

/** One of the workloads. */
export type WorkloadName = (typeof WORKLOAD_NAMES)[number];
