/** Cents and back, so that sums stay exact and end after two decimals, as Centra's do. */
export const round = (amount: number): number => Math.round(amount * 100) / 100;

export const vatPercent = 25;

/** The VAT that is within a price. */
export const vatIn = (price: number): number => round(price - price / (1 + vatPercent / 100));
