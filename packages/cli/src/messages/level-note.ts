/**
 * A lower level than the one that was asked for makes a larger archive: nobody shall wonder why.
 */
import { shownInput } from './errors.ts';
import { warn } from '../files/for-each-input.ts';

/** A line on standard error when memory was not enough for the level; none when `quiet`. */
export function noteLevel(name: string, asked: number, used: number, quiet: boolean): void {
  if (quiet || used === asked) return;
  const what = `coded at level ${used}: the memory is not enough for level ${asked}`;
  warn(`${shownInput(name)}: ${what} (allow more with --memory)`);
}
