/**
 * The generator of the networks' first weights: a linear congruential generator (Numerical Recipes).
 */

@unmanaged
export class Random {
  state: u32;

  /** An integer in [-32768, 32768). */
  next(): i32 {
    this.state = this.state * 1664525 + 1013904223;
    return <i32>(this.state >> 16) - 32768;
  }
}
