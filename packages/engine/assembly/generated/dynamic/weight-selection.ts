/** Constants of packages/models/src/dynamic/weight-selection.ts, made by scripts/constants.mjs. */
/** Last place in a read that has weights of its own: the seeds have found what there is. */
export const LAST_PLACE: i32 = 27;
