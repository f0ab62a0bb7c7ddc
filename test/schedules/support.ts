import { randomUUID } from 'node:crypto';
import { ScheduleNotFoundError, type Client } from '@temporalio/client';
import { stringify } from 'yaml';
import { parseConfig, type Config } from '../../src/config';
import { searchAttributes } from '../../src/protocol/names';
import { useTemporal, type TestTemporal } from '../support/temporal';

const allSearchAttributes = Object.values(searchAttributes).map(({ name, type }) => ({
  name,
  type,
}));

export interface AGoodsOwner {
  readonly id: string;
  /** Over what the file says under `ongoing`. */
  readonly ongoing?: Record<string, unknown>;
  readonly articles?: Record<string, unknown>;
  readonly purchaseOrders?: Record<string, unknown>;
  readonly stock?: Record<string, unknown>;
  readonly returns?: Record<string, unknown>;
  /** Each over a store that loads. */
  readonly stores?: readonly ({ readonly id: string } & Record<string, unknown>)[];
}

/** A configuration that loads, with what a test is about. Default: goods owner `acme` with store `retail`. */
export function aConfig(
  goodsOwners: readonly AGoodsOwner[] = [{ id: 'acme' }],
  more: Record<string, unknown> = {},
): Config {
  const written = {
    ...more,
    goodsOwners: goodsOwners.map(
      (
        { id, ongoing = {}, articles = {}, purchaseOrders = {}, stock = {}, returns = {}, stores = [{ id: 'retail' }] },
        index,
      ) => ({
        id,
        articles,
        purchaseOrders,
        stock,
        returns,
        ongoing: {
          ...{ baseUrl: 'https://ongoing.example.com/demo/api/v1', goodsOwnerId: 100 + index },
          ...{ username: 'api', password: 'not-a-secret', ...ongoing },
        },
        stores: stores.map(({ centra = {}, ...store }) => ({
          type: 'b2c',
          ...store,
          centra: {
            ...{ baseUrl: `https://shop.example.com/api/${store.id}`, secret: 'not-a-secret' },
            ...{ timezone: 'Europe/Stockholm', ...(centra as Record<string, unknown>) },
          },
        })),
      }),
    ),
  };
  return parseConfig(stringify(written), { file: '/etc/bridge/bridge.yaml', env: {} });
}

/** An id that no other test has: all tests of a file share a namespace. */
export const unique = (word: string) => `${word}-${randomUUID().slice(0, 8)}`;

/** The ids among these that hold one of the words: what other tests have made is left out. */
export const having = (words: readonly string[], ids: readonly string[]) =>
  ids.filter((id) => words.some((word) => id.includes(word))).sort();

/** Temporal for the test file that calls it, at the top level, with our search attributes; its schedules end with it. */
export function useTemporalWithSchedules(): TestTemporal {
  // Registered first, so that it runs while the connection is open.
  afterAll(() => removeSchedules(temporal.client));
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  return temporal;
}

async function removeSchedules(client: Client): Promise<void> {
  for await (const { scheduleId } of client.schedule.list()) {
    try {
      await client.schedule.getHandle(scheduleId).delete();
    } catch (error) {
      // One that a test has removed already is still in the list for a moment.
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  }
}
