/**
 * Latest few things that were decoded: the next reading may start from them.
 */

/** Partitions that stay decoded, or whose streams stay unpacked, and snapshots that stay known. */
const MOST_KEPT = 2;

/** Keeps a value, and only the latest few with it. */
export function remember<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
}
