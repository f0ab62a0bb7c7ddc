import type { Ends } from '../ends';
import type { GoodsOwnerRoom } from '../rooms';
import { orThrow } from '../scans/unread';
import type { StoreSlots } from '../shipment/store-slots';

/** Reads for one goods owner and its store; what cannot be read ends the attempt, which is then made again. */
export interface Questions {
  centra<T extends object>(read: (signal: AbortSignal) => Promise<T>): Promise<T>;
  ongoing<T extends object>(read: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export function createQuestions(ends: Ends, slots: StoreSlots, room: GoodsOwnerRoom, store: string): Questions {
  const goodsOwner = room.config.id;
  const asked =
    (systems: ['centra'] | ['ongoing']) =>
    async <T extends object>(read: (signal: AbortSignal) => Promise<T>): Promise<T> => {
      const call = { store, goodsOwner, systems, write: false };
      return orThrow(await ends.attempt(call, async (signal) => ({ end: 'read' as const, ...(await read(signal)) })));
    };
  const ongoing = asked(['ongoing']);
  const centra = asked(['centra']);
  return {
    ongoing,
    // A slow store has at most half the lane's places, whatever waits for it.
    centra: (read) => centra((signal) => slots.within(store, room, () => read(signal))),
  };
}
