/** Seconds that a cluster has at most to recover between the end of all faults and the final operations. Maelstrom always waits them. */
export const RECOVERY_LIMIT_SECONDS = 10;
