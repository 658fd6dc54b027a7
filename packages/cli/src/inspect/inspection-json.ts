/**
 * `pmklc inspect --json`: the facts without the profile.
 */
import type { Inspection } from '@pmklc/codec';

/** One object on a line; sizes in bytes, costs in bits. */
export function inspectionJson(name: string, inspection: Inspection): string {
  const { profile, bits, carried, records, ...rest } = inspection;
  void profile;
  const facts = {
    name,
    ...rest,
    bits: rounded(bits),
    carried: carried.map((one) => ({ ...one, bits: rounded(one.bits) })),
    records: records.map((one) => ({ ...one, bits: rounded(one.bits) })),
  };
  return `${JSON.stringify(facts)}\n`;
}

function rounded(bits: number): number {
  return Number(bits.toFixed(2));
}
