import { ApiRefused, ApiUnauthorized } from '../../clients/errors';
import { createOngoing, ongoingSend } from '../../clients/ongoing';
import type { Warehouse, WarehouseStatus } from '../../clients/ongoing/schema';
import type { GoodsOwnerConfig, StatusesConfig } from '../../config';
import { exit } from '../exit';
import { failedCall, type Place } from './failed-call';
import type { Findings } from './findings';

/** A number that no order has. */
const nobody = 'bridge-check';

/** Tries a goods owner's credentials with harmless calls, and compares the statuses. */
export async function checkGoodsOwner({ id, ongoing, returns }: GoodsOwnerConfig): Promise<Findings> {
  const api = createOngoing(ongoingSend({ ...ongoing, password: ongoing.password.reveal() }), ongoing);
  const place: Place = {
    where: `${id} (Ongoing)`,
    credential: 'the API user’s name and password (`ongoing.username`, `ongoing.password`)',
    baseUrl: '`ongoing.baseUrl`',
  };
  try {
    const statuses = await api.orderStatuses();
    return {
      problems: [
        ...missingStatuses(place.where, ongoing.statuses, statuses),
        ...(ongoing.warehouseId === null
          ? []
          : missingWarehouse(place.where, ongoing.warehouseId, await api.warehouses())),
        ...(await goodsOwnerProblem()),
        ...(returns.enabled && returns.restock ? await returnCausesProblem() : []),
      ],
      notes: [],
    };
  } catch (error) {
    return { problems: failedCall(error, place), notes: [] };
  }

  /** Statuses are the warehouse's: only an order query proves the goods owner's number. */
  async function goodsOwnerProblem(): Promise<Findings['problems']> {
    try {
      await api.listOrders({ orderNumber: nobody, maxOrdersToGet: 1 });
      return [];
    } catch (error) {
      if (!(error instanceof ApiRefused)) throw error;
      const what = `orders of goods owner ${ongoing.goodsOwnerId} may not be read`;
      const fix = '`ongoing.goodsOwnerId` is Ongoing’s number of the goods owner that this API user belongs to';
      return [{ where: place.where, what, fix, code: exit.remote }];
    }
  }

  /** It may need a permission of its own; without the causes nobody knows what may go back in stock. */
  async function returnCausesProblem(): Promise<Findings['problems']> {
    try {
      await api.returnCauses();
      return [];
    } catch (error) {
      if (!(error instanceof ApiUnauthorized) || error.status !== 403) throw error;
      const what = 'the causes of returns may not be read, and `returns.restock` needs them: no return is reported';
      const fix =
        'ask the warehouse for that permission (GET /returnOrders/returnCauses), or switch `returns.restock` off';
      return [{ where: place.where, what, fix, code: exit.remote }];
    }
  }
}

/** Statuses of orders that the configuration names and the warehouse does not have. */
export function missingStatuses(
  where: string,
  { cancellable, picked, shipped, cancelled }: StatusesConfig,
  there: readonly WarehouseStatus[],
): Findings['problems'] {
  const numbers = new Set(there.map(({ number }) => number));
  const named = { cancellable, picked: [picked], shipped, cancelled };
  const has = there.map(({ number, text }) => `${number}${text ? ` ${text}` : ''}`).join(', ');
  return Object.entries(named).flatMap(([name, wanted]) => {
    const missing = wanted.filter((status) => !numbers.has(status));
    if (missing.length === 0) return [];
    return [
      {
        where,
        what: `this warehouse has no order status ${missing.join(', ')} (\`ongoing.statuses.${name}\`)`,
        fix: `name the warehouse’s own in \`ongoing.statuses.${name}\`; it has ${has || 'none'}`,
        code: exit.found,
      },
    ];
  });
}

/** Orders would go to a warehouse that is not there, and no article has figures in it. */
export function missingWarehouse(
  where: string,
  warehouseId: number,
  there: readonly Warehouse[],
): Findings['problems'] {
  if (there.some(({ id }) => id === warehouseId)) return [];
  const has = there.map(({ id, name }) => `${id}${name ? ` ${name}` : ''}`).join(', ');
  return [
    {
      where,
      what: `there is no warehouse ${warehouseId} (\`ongoing.warehouseId\`)`,
      fix: `name one of its warehouses; it has ${has || 'none'}`,
      code: exit.found,
    },
  ];
}
