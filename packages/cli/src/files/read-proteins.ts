/**
 * Proteins of a FASTA file, for a knowledge pack: which files have them, and their residues.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { ByteBuffer } from '@pmklc/core';
import { END, residueOf } from '@pmklc/models';

/** Bytes at the start of a file that say what it is. */
const HEAD_BYTES = 2 ** 16;
/** Letters of amino acids that no code of bases is, and the least share of the letters that they have in proteins: a third is usual. */
const ONLY_OF_PROTEINS = /[EFILPQ]/gi;
const LEAST_SHARE = 0.1;

/** Whether a file is FASTA of proteins. @throws the system's error */
export async function holdsProteins(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    if (!head.startsWith('>')) return false;
    const letters = head.replace(/^>.*$/gm, '').replace(/\s/g, '');
    return (letters.match(ONLY_OF_PROTEINS)?.length ?? 0) > LEAST_SHARE * letters.length;
  } finally {
    await file.close();
  }
}

/**
 * Residues of all proteins of a file, as `makePack` takes them: an end after each, and for every letter that is no amino acid.
 * @throws the system's error; the signal's reason
 */
export async function readProteins(path: string, signal: AbortSignal): Promise<Uint8Array> {
  const residues = new ByteBuffer(HEAD_BYTES);
  const end = (): void => {
    const { bytes, length } = residues;
    if (length > 0 && bytes[length - 1] !== END) residues.push(END);
  };
  for await (const line of createInterface({ input: createReadStream(path, { signal }) })) {
    if (line.startsWith('>')) end();
    else
      for (const letter of line.replace(/\s/g, '')) residues.push(residueOf(letter.toUpperCase()));
  }
  end();
  return residues.bytes.slice(0, residues.length);
}
