/**
 * The known word that a mistyped one most likely means, for "did you mean …?". Undefined when none is near: more than
 * two letters, and more than a third of them, would have to change.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const [one, other] = [word.toLowerCase(), candidate.toLowerCase()];
    // People rarely mistype the first letter: of two that are equally near, the one with the same.
    const distance = editDistance(one, other) + (one[0] === other[0] ? 0 : 0.5);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  if (best === undefined) return undefined;
  const length = Math.max(word.length, best.length);
  const limit = length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
  return Math.floor(bestDistance) <= limit && bestDistance < length ? best : undefined;
}

/** The `fix` of a problem about an unknown word; nothing where no known word is near. */
export function didYouMean(word: string, known: Iterable<string>): { fix?: string } {
  const near = nearest(word, known);
  return near === undefined ? {} : { fix: `did you mean ${near}?` };
}

/** Letters to insert, delete, replace or swap with their neighbour to come from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = at(last, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swapped ? at(beforeLast, j - 2) + 1 : Infinity));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, to.length);
}

const at = (row: number[], index: number): number => row[index] ?? Infinity;
