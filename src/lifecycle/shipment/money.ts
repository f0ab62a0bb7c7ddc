import { areSettled } from '../doubt';
import type { Doubt } from './facts';
import type { Situation } from './draft';
import type { Ask } from '../entity';

/** What a person is asked about money before a life may end without goods. */
export const moneyQuestions = (situation: Situation, shipped: boolean): Ask[] => [
  ...moneyInDoubt(situation, shipped),
  ...moneyWithoutGoods(situation, shipped),
];

export const captureInDoubt = (doubt: Doubt): Ask => ({
  attention: 'capture-in-doubt',
  basis: String(doubt.since),
  ...(doubt.unlisted ? { about: 'Centra does not list the shipment any more, which proves nothing' } : {}),
  choices: ['captured', 'not-captured'],
});

/** A capture, or a completion that was to capture, of which nobody knows whether it took the money. */
function moneyInDoubt({ facts: { doubt }, settings }: Situation, shipped: boolean): Ask[] {
  const capturing = doubt?.of === 'capture' || doubt?.capturing === true;
  if (!doubt || !capturing || shipped || areSettled(doubt.undone, settings)) return [];
  return [captureInDoubt(doubt)];
}

/** Money was taken for goods that will not leave: never ends silently. */
export function moneyWithoutGoods({ facts }: Situation, shipped: boolean): Ask[] {
  if (!facts.captured || shipped) return [];
  return [{ attention: 'captured-not-shipped', basis: String(facts.captured.at), choices: ['refunded'] }];
}
