import { stringify } from 'yaml';
import type { Simulators } from '../../sandbox';

/** A `bridge.yaml` for the simulators: their addresses and credentials, and times that suit somebody who watches. */
export function snippet({ url, centra, ongoing }: Pick<Simulators, 'url' | 'centra' | 'ongoing'>): string {
  const goodsOwners = Object.entries(ongoing).map(([id, { baseUrl, goodsOwnerId, username, password }]) => ({
    id,
    ongoing: { baseUrl, goodsOwnerId, username, password },
    stores: Object.entries(centra).map(([store, { baseUrl: storeUrl, secret, timezone, type }]) => ({
      ...{ id: store, type, centra: { baseUrl: storeUrl, secret, timezone }, settle: '2s' },
      // Their orders are authorised and not paid: without a capture every one of them would end with `not-paid`.
      capture: type === 'b2c' ? 'onImport' : 'onComplete',
    })),
  }));
  return `# For the simulators at ${url}\n${stringify({ every: '5s', goodsOwners })}`;
}
