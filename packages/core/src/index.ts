export type { Base, Frequencies } from './base.ts';
export { FREQ_BITS } from './base.ts';
