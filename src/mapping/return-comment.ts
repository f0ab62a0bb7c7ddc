import { filled } from './blanks';
import type { ReturnedItems } from './returned-items';

/**
 * Why goods came back, in one line: causes and, where they are wanted, comments, each once. Where several lines are part
 * of the return, the words of each have its name before them: `TEE-M: Damaged; CAP: Wrong size, too wide`.
 */
export function returnComment(
  lines: readonly { readonly name: string; readonly items: readonly ReturnedItems[] }[],
  withComments: boolean,
): string | undefined {
  const words = lines.flatMap(({ name, items }) => {
    const said = [...items.map(({ cause }) => cause), ...(withComments ? items.map(({ comment }) => comment) : [])];
    const distinct = [...new Set(said.flatMap((one) => filled(one)?.trim() ?? []))].join(', ');
    if (distinct === '') return [];
    return lines.length > 1 ? [`${name}: ${distinct}`] : [distinct];
  });
  return words.length > 0 ? words.join('; ') : undefined;
}
