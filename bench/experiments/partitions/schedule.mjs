/**
 * Times at which partitions of equal size are done, if devices are equally fast and nothing else takes
 * time.
 */

/** The published chain with a device for each of N partitions: N / (1 + f (N - 1)). */
export const idealSpeedup = (partitions, fraction) =>
  partitions / (1 + fraction * (partitions - 1));

/**
 * @param width what is copied from is complete, see `passing.width`; unpacking waits for it, packing does not
 * @returns how many times faster than on one device
 */
export function simulatedSpeedup({ partitions, devices, fraction, width = Infinity }) {
  const free = Array(devices).fill(0);
  const starts = [];
  const ends = [];
  for (let i = 0; i < partitions; i++) {
    const snapshot = i === 0 ? 0 : starts[i - 1] + fraction;
    const copied = i < width ? 0 : Math.max(...ends.slice(0, i - width + 1));
    const device = free.indexOf(Math.min(...free));
    const start = Math.max(free[device], snapshot, copied);
    starts.push(start);
    ends.push(start + 1);
    free[device] = start + 1;
  }
  return partitions / Math.max(...ends);
}
