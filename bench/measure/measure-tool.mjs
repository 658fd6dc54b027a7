/**
 * Packs and unpacks a file with one compressor in a scratch folder, and compares what came back.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitBytes } from '@pmklc/sequence';
import { timeLine } from './run-timed.mjs';

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Lays out a file as `input`, `letters` and `letters.fa`; says what it is. */
export function layOut(folder, path) {
  const bytes = readFileSync(path);
  const block = splitBytes(bytes);
  const letters = block.bases.map((base) => 'ACGT'.charCodeAt(base));
  writeFileSync(join(folder, 'input'), bytes);
  writeFileSync(join(folder, 'letters'), letters);
  writeFileSync(
    join(folder, 'letters.fa'),
    Buffer.concat([Buffer.from('>\n'), letters, Buffer.from('\n')]),
  );
  return { originalBytes: bytes.length, bases: letters.length, format: block.format };
}

/**
 * @param tool as in `peers.mjs`
 * @param core that it is to run on
 * @returns bytes, and what packing and unpacking took
 * @throws Error when it fails, or what came back differs
 */
export async function measureTool(folder, { takes, pack, packed, unpack, unpacked }, core) {
  for (const name of [packed, unpacked.split('/')[0]]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  const encode = await timeLine(pack, { cwd: folder, core });
  const { size } = statSync(join(folder, packed));
  const decode = await timeLine(unpack, { cwd: folder, core });
  if (sha256(join(folder, unpacked)) !== sha256(join(folder, takes))) {
    throw new Error('what came back differs');
  }
  return { bytes: size, encode, decode };
}
