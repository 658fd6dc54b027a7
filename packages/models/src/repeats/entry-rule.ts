/**
 * Rule of how much like the newest bases an earlier place must be for a copy to enter. Arithmetic: docs/format/model.md, "Reads".
 */

/** Bases compared when a copy enters. */
export const COMPARED = 32;
/** Fewest bases of a read that are compared for a copy to enter (20 instead: reads of deep coverage 2.4 % larger). */
export const LEAST_COMPARED = 14;

/** Most misses among so many bases, 14..32: of few none, for by chance they are everywhere. */
export function mostMisses(compared: number, minAgreement: number): number {
  const most = COMPARED - minAgreement;
  return Math.floor((most * (compared - LEAST_COMPARED)) / (COMPARED - LEAST_COMPARED));
}
