import type { GoodsOwnerRoom } from '../rooms';
import { StoreBusy } from '../ends';

/** A store that holds a place for longer is slow: nobody waits behind it in a slot that others could use. */
const slowAfterMs = 2_000;

interface Places {
  /** Since when the places are held, by `performance.now()`. */
  readonly heldSince: Set<{ readonly at: number }>;
  readonly waiting: (() => void)[];
}

/**
 * At most half the slots of a lane wait for one store: one that is slow does not stop the others of its goods owner. The
 * next ones wait for a place as long as the store is quick: sent back at once, they would come back later than they must.
 */
export class StoreSlots {
  private readonly stores = new Map<string, Places>();

  constructor(private readonly patienceMs = slowAfterMs) {}

  /** @throws {StoreBusy} the store has its half, and is slow */
  async within<T>(store: string, { config, slots }: GoodsOwnerRoom, run: () => Promise<T>): Promise<T> {
    const most = config.stores.length === 1 ? slots : Math.max(1, Math.floor(slots / 2));
    const places = this.placesOf(store);
    if (places.heldSince.size >= most) await this.wait(places);
    const held = { at: performance.now() };
    places.heldSince.add(held);
    try {
      return await run();
    } finally {
      places.heldSince.delete(held);
      places.waiting.shift()?.();
    }
  }

  private placesOf(store: string): Places {
    const places = this.stores.get(store) ?? { heldSince: new Set(), waiting: [] };
    this.stores.set(store, places);
    return places;
  }

  private wait({ heldSince, waiting }: Places): Promise<void> {
    const longest = Math.max(...[...heldSince].map(({ at }) => performance.now() - at));
    const left = this.patienceMs - longest;
    if (left <= 0) throw new StoreBusy();
    return new Promise((resolve, reject) => {
      const proceed = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(proceed), 1);
        reject(new StoreBusy());
      }, left);
      waiting.push(proceed);
    });
  }
}
