import fc from 'fast-check';
import { StoreBusy } from '../../src/activities/ends';
import { inParallel } from '../../src/activities/in-parallel';
import { plainWords } from '../../src/activities/plain-words';
import type { GoodsOwnerRoom } from '../../src/activities/rooms';
import { StoreSlots } from '../../src/activities/shipment/store-slots';

const roomWith = (stores: number) =>
  ({
    slots: 4,
    config: { stores: Array.from({ length: stores }, (_, i) => ({ id: `s${i}` })) },
  }) as unknown as GoodsOwnerRoom;
const never = () => new Promise<never>(() => undefined);

describe('slots of a lane that wait for a store', () => {
  it('are half of them at the most, where a goods owner has several stores', async () => {
    const slots = new StoreSlots(20);
    const room = roomWith(2);
    void slots.within('slow', room, never);
    void slots.within('slow', room, never);
    await expect(slots.within('slow', room, never)).rejects.toBeInstanceOf(StoreBusy);
    await expect(slots.within('quick', room, () => Promise.resolve('served'))).resolves.toBe('served');
  });

  it('are waited for, one after the other, as long as the store is quick', async () => {
    const slots = new StoreSlots();
    const room = roomWith(2);
    const served: number[] = [];
    const quick = (i: number) => slots.within('quick', room, async () => void served.push(i));
    await Promise.all([0, 1, 2, 3, 4, 5].map(quick));
    expect(served).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are not waited for behind one that is slow already', async () => {
    const slots = new StoreSlots(0);
    const room = roomWith(2);
    void slots.within('slow', room, never);
    void slots.within('slow', room, never);
    const answers = await Promise.allSettled([1, 2].map(() => slots.within('slow', room, never)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('may be all of them where it has one', async () => {
    const slots = new StoreSlots();
    for (let i = 0; i < 3; i += 1) void slots.within('only', roomWith(1), never);
    await expect(slots.within('only', roomWith(1), () => Promise.resolve('served'))).resolves.toBe('served');
  });

  it('are free again after a failure', async () => {
    const slots = new StoreSlots();
    const room = roomWith(2);
    for (let i = 0; i < 5; i += 1) {
      await expect(slots.within('slow', room, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    }
    await expect(slots.within('slow', room, () => Promise.resolve('served'))).resolves.toBe('served');
  });
});

describe('work in parallel', () => {
  it('sees every item once, and never more than so many at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (items, most) => {
        const seen: number[] = [];
        let inside = 0;
        let highest = 0;
        await inParallel(most, items, async (item) => {
          inside += 1;
          highest = Math.max(highest, inside);
          await new Promise((later) => setImmediate(later));
          seen.push(item);
          inside -= 1;
        });
        expect(seen.sort()).toEqual([...items].sort());
        expect(highest).toBeLessThanOrEqual(most);
      }),
      { numRuns: 40 },
    );
  });

  it('fails with the first failure', async () => {
    await expect(
      inParallel(3, [1, 2, 3], (n) => (n === 2 ? Promise.reject(new Error('two')) : Promise.resolve())),
    ).rejects.toThrow('two');
  });
});

describe('another system’s words, where no document is at hand', () => {
  it.each([
    ['mail to ada.prov@example.com failed', 'mail to ‹e-mail› failed'],
    ['phone +46 70-123 45 67 is invalid', 'phone ‹telephone› is invalid'],
    ['Order 83651-1 has status 400', 'Order 83651-1 has status 400'],
  ])('%s', (words, plain) => {
    expect(plainWords(words)).toBe(plain);
  });

  it('are not kept without end', () => {
    expect(plainWords('x'.repeat(10_000)).length).toBeLessThanOrEqual(500);
  });
});
