import { ReturnCauses } from '../../../src/activities/return/causes';
import type { GoodsOwnerRoom } from '../../../src/activities/rooms';
import { ApiUnauthorized } from '../../../src/clients/errors';
import type { Ongoing } from '../../../src/clients/ongoing';

const roomOf = (restock: boolean) => ({ config: { id: 'acme', returns: { restock } } }) as unknown as GoodsOwnerRoom;
const { signal } = new AbortController();

/** An Ongoing that counts, and answers with what it is given. */
function anOngoing(answer: () => Promise<unknown>): { ongoing: Ongoing; calls: () => number } {
  let count = 0;
  const returnCauses = () => {
    count += 1;
    return answer();
  };
  return { ongoing: { returnCauses } as unknown as Ongoing, calls: () => count };
}

describe('the causes of a goods owner', () => {
  it('are not asked for where nothing goes back in stock', async () => {
    const { ongoing, calls } = anOngoing(() => Promise.resolve([]));
    await expect(new ReturnCauses().of(roomOf(false), ongoing, signal)).resolves.toEqual([]);
    expect(calls()).toBe(0);
  });

  it('are asked for once a minute', async () => {
    let now = 0;
    const causes = new ReturnCauses(() => now);
    const { ongoing, calls } = anOngoing(() => Promise.resolve([{ code: 'SIZE' }]));
    for (const at of [0, 59_999, 60_000]) {
      now = at;
      await causes.of(roomOf(true), ongoing, signal);
    }
    expect(calls()).toBe(2);
  });

  it.each([
    [403, true],
    [401, false],
  ])('with HTTP %i: a permission that is missing is %s', async (status, endpointOff) => {
    const error = new ApiUnauthorized({ system: 'ongoing', operation: 'GET /returnOrders/returnCauses' }, 'no', {
      status,
    });
    const { ongoing } = anOngoing(() => Promise.reject(error));
    await expect(new ReturnCauses().of(roomOf(true), ongoing, signal)).rejects.toMatchObject({ endpointOff });
  });
});
