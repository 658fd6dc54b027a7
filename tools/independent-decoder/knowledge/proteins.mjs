/** Proteins of packs: docs/format/knowledge.md, "Proteins". */
import { brotliDecompressSync } from 'node:zlib';
import { must } from '../container/cursor.mjs';

/** Amino acids are below it; it stands between two proteins. */
const END = 20;

/** Residues, a byte each. */
export function unpackProteins({ residues, packed }) {
  const bytes = brotliDecompressSync(packed, { maxOutputLength: residues });
  must(bytes.length === residues, 'the number of residues');
  must(
    bytes.every((residue) => residue <= END),
    'residues are amino acids and ends',
  );
  return bytes;
}
