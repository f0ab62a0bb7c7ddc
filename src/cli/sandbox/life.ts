import { setTimeout as pause } from 'node:timers/promises';
import type { Simulators } from '../../sandbox';

const orderEveryMs = 8_000;
const kinds: readonly { store: string; payment: 'prepaid' | 'authorised'; lines: { quantity?: number }[] }[] = [
  { store: 'outlet', payment: 'prepaid', lines: [{}] },
  { store: 'retail', payment: 'authorised', lines: [{}] },
  { store: 'wholesale', payment: 'authorised', lines: [{ quantity: 3 }, { quantity: 1 }] },
];

/** An order now and then, and a warehouse that works by itself, until it is told to stop. */
export async function liveOn({ control, centra }: Simulators, signal: AbortSignal): Promise<void> {
  const buyers = kinds.filter(({ store }) => store in centra);
  control.warehouse.settings({ set: { life: { enabled: true, stepMs: 4_000 } } });
  for (let n = 0; !signal.aborted; n += 1) {
    control.merchant.createOrder(buyers[n % buyers.length] ?? {});
    await pause(orderEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
