/** All that the header's field 12 names: docs/format/knowledge.md, "Use". */
import { must } from '../container/cursor.mjs';
import { readEntry } from './knowledge-entry.mjs';
import { readNetworkEntry } from './private-network.mjs';

/** Longer entries name packs. */
const NETWORK_ENTRY = 7;

/**
 * Content of a header's entries: their `bases` and `proteins` in order, their `snapshots` (at most one), and the
 * `networkBytes` of a private network (0 without one).
 */
export function readKnowledge({ knowledge, level }, packs) {
  const isNetwork = (entry) => entry.length <= NETWORK_ENTRY;
  const networks = knowledge.filter(isNetwork);
  const names = knowledge.filter((entry) => !isNetwork(entry));
  const named = names.map((entry) => readEntry(entry, level, packs));
  const snapshots = named.flatMap(({ snapshot }) => snapshot ?? []);
  must(networks.length <= 1, 'at most one private network');
  must(snapshots.length <= 1, 'at most one entry with a snapshot');
  return {
    bases: named.flatMap(({ bases }) => bases),
    proteins: named.flatMap(({ proteins }) => (proteins ? [proteins] : [])),
    snapshots,
    networkBytes: networks.length > 0 ? readNetworkEntry(networks[0]) : 0,
  };
}
