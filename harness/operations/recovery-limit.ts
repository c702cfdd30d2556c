/**
 * The seconds in which a cluster must recover between the end of all faults and the final operations. Maelstrom
 * always waits for all of them.
 */
export const RECOVERY_LIMIT_SECONDS = 10;
