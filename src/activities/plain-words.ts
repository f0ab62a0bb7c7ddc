/**
 * Another system's words where no document is at hand whose values could be taken out: without whatever looks like an
 * e-mail address or a telephone number.
 */
export const plainWords = (words: string): string =>
  words
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '‹e-mail›')
    .replace(/\+\d[\d\s()./-]{6,}\d/g, '‹telephone›')
    .slice(0, 500);
