import Big from 'big.js';

/** `0.1 × 3` is `0.3`: money and weights are decimals, and floating point has no 0.1. */
export function times(one: number, other: number | string): number {
  return new Big(one).times(other).toNumber();
}

/** The exact sum of decimals. */
export function sum(...decimals: readonly number[]): number {
  return decimals.reduce((total, one) => total.plus(one), new Big(0)).toNumber();
}

const kilograms: Readonly<Record<string, string>> = { kg: '1', g: '0.001', lb: '0.45359237' };

/** In kg, exactly. Undefined without a weight, and for a unit that is not known: no weight is better than a wrong one. */
export function inKilograms(weight: number | undefined, unit: string | undefined): number | undefined {
  const factor = kilograms[unit?.trim().toLowerCase() ?? ''];
  return weight === undefined || weight <= 0 || factor === undefined ? undefined : times(weight, factor);
}
