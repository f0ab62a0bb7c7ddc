import type { GoodsOwnerRoom } from '../rooms';
import { StoreBusy } from '../ends';

/** At most half the slots of a lane wait for one store: one that is slow does not stop the others of its goods owner. */
export class StoreSlots {
  private readonly waiting = new Map<string, number>();

  /** @throws {StoreBusy} at once, when this store has its half already */
  async within<T>(store: string, { config, slots }: GoodsOwnerRoom, run: () => Promise<T>): Promise<T> {
    const most = config.stores.length === 1 ? slots : Math.max(1, Math.floor(slots / 2));
    const now = this.waiting.get(store) ?? 0;
    if (now >= most) throw new StoreBusy();
    this.waiting.set(store, now + 1);
    try {
      return await run();
    } finally {
      this.waiting.set(store, (this.waiting.get(store) ?? 1) - 1);
    }
  }
}
