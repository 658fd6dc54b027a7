/** The few statistics that results are made of. */

export const sum = (xs) => xs.reduce((total, x) => total + x, 0);

export const mean = (xs) => sum(xs) / xs.length;

/** The upper one of the two in the middle when there are two. */
export const median = (xs) => [...xs].sort((a, b) => a - b)[xs.length >> 1];

/** Population standard deviation over the mean, in percent: CRP where the numbers are compression ratios. */
export function relativeSpread(xs) {
  const centre = mean(xs);
  return (100 * Math.sqrt(mean(xs.map((x) => (x - centre) ** 2)))) / centre;
}
