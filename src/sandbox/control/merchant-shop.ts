import { z } from 'zod';
import { storeSettings } from '../centra/settings';
import type { World } from '../world';
import { findStore } from './find';
import { inStore } from './inputs';
import { someOf, verb } from './verb';

/** The plugin's settings. */
export function merchantShop(world: World) {
  return {
    hideMarket: verb(
      'unticks a market in the plugin, or ticks it again',
      z.strictObject({ ...inStore, marketId: z.int(), hidden: z.boolean().default(true) }),
      ({ store: storeId, marketId, hidden }) => {
        const store = findStore(world, storeId);
        const others = store.settings.hiddenMarkets.filter((other) => other !== marketId);
        return world.changeStore(store, { hiddenMarkets: hidden ? [...others, marketId] : others });
      },
    ),
    settings: verb(
      'changes settings of a store; answers with all of them',
      z.strictObject({ ...inStore, set: someOf(storeSettings).prefault({}) }),
      ({ store, set }) => world.changeStore(findStore(world, store), set),
    ),
  };
}
