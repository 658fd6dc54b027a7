/** Constants of packages/models/src/configuration/model-config.ts, made by scripts/constants.mjs. */
/** Bases between two settings of the learning rates. */
export const SCHEDULE_PERIOD: i32 = 1024;
