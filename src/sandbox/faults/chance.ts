/**
 * A number in [0, 1) that looks random and is always the same for a seed and a position (mulberry32's mixing).
 * No state: what the n-th call meets does not depend on anything but n.
 */
export function chance(seed: number, position: number): number {
  let mixed = (seed * 0x9e3779b1 + position * 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
