/** Arithmetic that every part of the model uses: docs/format/model.md, "Conventions". */

export function clamp(x, m) {
  return Math.max(-m, Math.min(x, m));
}

export function sat(x) {
  return Math.max(-32768, Math.min(x, 32767));
}

export function mul15(a, b) {
  return (a * b + 16384) >> 15;
}

export function div(x, y) {
  return Math.floor(x / y);
}

/** Number of ones in a 32-bit number. */
export function ones(x) {
  let count = 0;
  for (let rest = x; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Class of a value: the number of ascending limits that are not above it. */
export function classOf(value, limits) {
  let count = 0;
  while (count < limits.length && limits[count] <= value) count++;
  return count;
}

export function indexOfMax(values) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
