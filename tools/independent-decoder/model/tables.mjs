/**
 * Logarithm and exponential tables: docs/format/model.md, "Tables".
 *
 * They are computed from their definitions, and must have the checksums that the document gives.
 */
import { crc32 } from 'node:zlib';
import { must } from '../container/cursor.mjs';

const LN = table(4096, (i) => 1024 * Math.log((i + 1 / 2) / 4096), Int16Array, 0x720e616f);
const COARSE = table(256, (i) => 65535 * Math.exp(-i / 8), Uint16Array, 0xcab8971a);
const FINE = table(128, (i) => 65535 * Math.exp(-i / 1024), Uint16Array, 0x790a57ef);

function table(size, entry, Type, checksum) {
  const entries = Type.from({ length: size }, (_, i) => Math.round(entry(i)));
  const bytes = [...entries].flatMap((value) => [value & 255, (value >> 8) & 255]);
  must(crc32(Uint8Array.from(bytes)) === checksum, 'the checksum of a table');
  return entries;
}

export function ln12(p) {
  return LN[p];
}

export function ln16(p) {
  return p < 4096 ? LN[p] - 2839 : LN[p >> 4];
}

export function exp16(d) {
  // The product reaches 2^32 - 1.
  return (COARSE[d >> 7] * FINE[d & 127]) >>> 16;
}
