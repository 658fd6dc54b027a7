/** A file of which it is known where its information is. */
import { compress, inspectArchive, type Inspection } from '@pmklc/codec';
import { randomDna } from '@pmklc/testing';

/** What a hostile file would call its records. */
export const HOSTILE = '<script>alert(1)</script>';
export const CLOSING = '</script><img/src=x/onerror=alert(2)>&"\'';

const encoder = new TextEncoder();

const letters = (count: number, seed: number): string =>
  Buffer.from(randomDna(count, seed)).toString('latin1');

/** 20,000 random bases, 10,000 N; and in another record 20,000 random ones and a copy of the first. */
export async function inspectKnown(): Promise<Inspection> {
  const unit = letters(20_000, 1);
  const records = [`>${HOSTILE} x`, unit + 'N'.repeat(10_000), `>${CLOSING}`];
  const text = [...records, letters(20_000, 7) + unit, ''].join('\n');
  return inspectArchive(
    await compress(encoder.encode(text), { level: 1, knowledge: { select: 'none' } }),
  );
}

export async function inspectText(text: string): Promise<Inspection> {
  return inspectArchive(
    await compress(encoder.encode(text), { level: 1, knowledge: { select: 'none' } }),
  );
}
