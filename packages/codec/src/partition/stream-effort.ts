/**
 * Effort that side streams and tables are packed with at a level.
 */
import { FAST_LEVEL } from '@pmklc/models';
import type { Effort } from '@pmklc/streams';

/** Up to this level, side streams are packed with less effort. */
const LAST_FAST_LEVEL = 3;

/** Effort of side streams. */
export function effortOf(level: number): Effort {
  if (level === FAST_LEVEL) return 'least';
  return level <= LAST_FAST_LEVEL ? 'fast' : 'small';
}
