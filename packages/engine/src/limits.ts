/**
 * Limits of payloads. Format: docs/format/README.md, "Payload".
 */

/** A valid payload may leave out at most this many zero bytes. */
export const MAX_MISSING_BYTES = 8;
