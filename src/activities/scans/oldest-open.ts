import type { Client } from '@temporalio/client';
import { isLife } from '../../protocol/names';

const day = 86_400_000;

/**
 * No order to report is older than our oldest open shipment. Found by counting, since lists cannot be sorted everywhere.
 *
 * @returns epoch milliseconds, with a day in hand
 */
export async function oldestOpen(client: Client, goodsOwner: string, now: number): Promise<number> {
  for (const days of [1, 7, 30, 90, 365]) {
    const before = new Date(now - days * day).toISOString();
    const query = `${isLife} AND ExecutionStatus = 'Running' AND GoodsOwner = '${goodsOwner}' AND StartTime < '${before}'`;
    const { count } = await client.workflow.count(query);
    if (count === 0) return now - (days + 1) * day;
  }
  return now - 730 * day;
}
