/** A role that waits for Temporal says so soon. */
export const connectTimeoutMs = 3_000;
