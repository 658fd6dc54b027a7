/**
 * Snapshots: what a model has learned, part by part: a context model, the repeat pool, a network and so
 * on are a part each. Every module names its regions of memory once, to `transfer`; the host copies
 * them out or in, so that no second copy of large tables is needed here. Layout: docs/format/model.md,
 * "Snapshots".
 */

/** A region of the part that the host asked for. */
// @ts-ignore: decorator
@external("host", "transfer")
export declare function transfer(address: usize, bytes: usize): void;
