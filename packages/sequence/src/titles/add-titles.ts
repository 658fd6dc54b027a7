/**
 * Titles of a block as its section has them.
 */
import { FLAG_COMPUTED, SECTION_TITLES, type Sections } from '../sections/sections.ts';
import { foldNumbers, type ResiduesOf } from './computed-numbers.ts';

/**
 * Adds titles, joined by LF.
 * @param residuesOf undefined where numbers are not to be computed
 */
export function addTitles(
  sections: Sections,
  titles: Uint8Array,
  residuesOf: ResiduesOf | undefined,
): void {
  const folded = residuesOf && foldNumbers(titles, residuesOf);
  if (folded !== undefined) sections.flags |= FLAG_COMPUTED;
  sections.bytes[SECTION_TITLES] = folded ?? titles;
}
