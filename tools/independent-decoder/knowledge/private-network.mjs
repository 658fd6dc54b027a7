/** A network that was trained on its partition: docs/format/knowledge.md, "Private networks". */
import { brotliDecompressSync } from 'node:zlib';
import { Cursor, must } from '../container/cursor.mjs';
import { readStaticNetwork } from '../model/networks/static-network.mjs';

const KIND = 1;
const MOST_BYTES = 2 ** 20;

/** Bytes of the network's stream, by the header's entry. */
export function readNetworkEntry(entry) {
  const cursor = new Cursor(entry);
  must(cursor.byte() === KIND, 'a private network of the known kind');
  const bytes = cursor.varint();
  must(bytes >= 1 && cursor.done, 'an entry of a private network');
  return bytes;
}

/** The network at the beginning of a payload, or undefined, and the `code` of the bases after it. */
export function splitPayload(payload, networkBytes) {
  if (networkBytes === 0) return { network: undefined, code: payload };
  const cursor = new Cursor(payload);
  const bytes = brotliDecompressSync(cursor.take(networkBytes), { maxOutputLength: MOST_BYTES });
  return { network: readStaticNetwork(bytes), code: cursor.rest() };
}
