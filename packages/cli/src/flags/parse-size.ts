/**
 * Sizes as people write them.
 */
import { UsageError } from '../messages/errors.ts';

const UNITS: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/**
 * @param text such as `512M`, `1.5G`, `2GiB` or a number of bytes; units are powers of 1024
 * @param option names it in the error
 * @returns bytes, an integer >= 1
 * @throws UsageError when it is not a size
 */
export function parseSize(text: string, option: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text);
  const bytes = match ? Math.floor(Number(match[1]) * UNITS[match[2]!.toLowerCase()]!) : 0;
  if (bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  throw new UsageError(`${option} takes a size such as 512M or 2G, got "${text}"`);
}
