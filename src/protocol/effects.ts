import type { ShipmentKey } from '../lifecycle/shipment/facts';
import type { EffectResults } from '../lifecycle/shipment/results';
import type { Effect } from '../lifecycle/shipment/steps';
import type { Priority } from './names';
import { priorities, taskQueues } from './names';

/** One effect, for one shipment: the argument of the activity that has the effect's name. */
export interface EffectCall<D extends Effect['do'] = Effect['do']> {
  readonly key: ShipmentKey;
  readonly effect: Extract<Effect, { do: D }>;
}

/** One activity per effect. Each is one attempt and ends in a result, not in an exception, whatever the other side does. */
export type EffectActivities = { [D in Effect['do']]: (call: EffectCall<D>) => Promise<EffectResults[D]> };

/** Whose budget an effect spends: it runs in that system's lane. A completion also acknowledges, so it runs in Ongoing's. */
const lanes: { readonly [D in Effect['do']]: 'centra' | 'ongoing' } = {
  findNumber: 'ongoing',
  capture: 'centra',
  import: 'ongoing',
  lookCentra: 'centra',
  lookWarehouse: 'ongoing',
  adjust: 'centra',
  complete: 'ongoing',
  acknowledge: 'ongoing',
  cancelOrder: 'ongoing',
  listReturns: 'centra',
  refund: 'centra',
  appendWaybills: 'centra',
};

export const queueOf = (effect: Effect['do'], key: ShipmentKey): string =>
  lanes[effect] === 'centra' ? taskQueues.centra(key.store) : taskQueues.ongoing(key.goodsOwner);

/** A cancellation must not wait behind the goods that it is about. */
export const priorityOf = (effect: Effect['do']): Priority =>
  effect === 'cancelOrder' ? priorities.cancel : priorities.shipment;

/** Effects that change something: their unclear end is verified. */
export const isWrite = (effect: Effect['do']): boolean =>
  !(['findNumber', 'lookCentra', 'lookWarehouse', 'listReturns'] satisfies Effect['do'][] as string[]).includes(effect);

export const systemOf = (effect: Effect['do']): 'centra' | 'ongoing' =>
  effect === 'complete' ? 'centra' : lanes[effect];
