import type { Client } from '@temporalio/client';
import type { Config } from '../config';
import { allStores } from '../config';
import { isEntity, searchAttributes } from '../protocol/names';

/** What is under way of a store that is not configured: nobody scans for it, and its calls find no credentials. */
export interface LeftBehind {
  readonly store: string;
  readonly count: number;
}

/**
 * Counts the running shipments, orders, purchase orders and returns of stores that the configuration does not have (any
 * more), by store. As Temporal's lists know them, which may be a moment late.
 *
 * @throws Temporal's own errors
 */
export async function leftBehind(client: Client, config: Config): Promise<LeftBehind[]> {
  const known = allStores(config).map(({ store }) => store.id);
  const found: LeftBehind[] = [];
  // A question for each removed store, not a row for each: there may be thousands.
  for (;;) {
    const store = await oneStoreBesides(client, [...known, ...found.map((one) => one.store)]);
    if (store === undefined) return found.filter(({ count }) => count > 0).sort(byStore);
    const { count } = await client.workflow.count(`${running} AND Store = ${quoted(store)}`);
    found.push({ store, count });
  }
}

const running = `${isEntity} AND ExecutionStatus = 'Running'`;

async function oneStoreBesides(client: Client, stores: readonly string[]): Promise<string | undefined> {
  const query = `${running} AND Store IS NOT NULL AND Store NOT IN (${stores.map(quoted).join(', ')})`;
  for await (const { typedSearchAttributes } of client.workflow.list({ query, pageSize: 1 })) {
    const store = typedSearchAttributes.get(searchAttributes.store);
    // What the server lists against its own question would be asked for without end.
    return store !== undefined && stores.includes(store) ? undefined : store;
  }
  return undefined;
}

const quoted = (id: string) => `'${id.replaceAll("'", "''")}'`;

const byStore = (one: LeftBehind, other: LeftBehind) => (one.store < other.store ? -1 : 1);
