import type { Difference } from '../../lifecycle/reconcile/difference';
import type { Sum } from '../../lifecycle/reconcile/account';
import type { Paint } from '../output';
import { table, type Cell } from '../table';
import type { ReconcileDocument } from './reconcile';

/** The sums first: they say that nothing was left out; then what differs. */
export function forPeople({ differences, underWay, counts, notCompared }: ReconcileDocument, paint: Paint): string {
  const real = differences.filter(({ expected }) => !expected);
  const wanted = differences.filter(({ expected }) => expected);
  const blocks = [
    ...(Object.keys(counts.sums).length > 0 ? [Object.entries(counts.sums).map(sumLine).join('\n')] : []),
    ...listed('DIFFERENCE', real, counts.differences, paint, 'red'),
    ...listed('WANTED SO', wanted, counts.expected, paint, 'dim'),
    ...listed('UNDER WAY', underWay, counts.underWay, paint, 'dim'),
    ...(notCompared.length > 0
      ? [notCompared.map(({ goodsOwner, part, why }) => `not compared: ${part} of ${goodsOwner}: ${why}`).join('\n')]
      : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** `12 good-to-go shipments in retail = 10 in the warehouse + 2 new` */
function sumLine([what, { total, states }]: [what: string, sum: Sum]): string {
  const parts = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  return `${total} ${what}${parts.length > 0 ? ` = ${parts.join(' + ')}` : ''}`;
}

function listed(
  title: string,
  rows: readonly Difference[],
  total: number,
  paint: Paint,
  style: 'red' | 'dim',
): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map(({ kind, id, centra, ongoing, reason }): Cell[] => [
    { text: kind, style },
    ...[id, centra, ongoing, reason],
  ]);
  const more = total > rows.length ? `\n… and ${total - rows.length} more, which are counted and not named` : '';
  return [table(cells, paint, [title, 'ID', 'CENTRA', 'ONGOING', 'WHY']).trimEnd() + more];
}
