import { stringify } from 'yaml';
import type { Simulators } from '../../sandbox';

/** How each store of the sandbox differs. */
const stores: Readonly<Record<string, object>> = {
  retail: { capture: 'onImport' },
  wholesale: { capture: 'onComplete' },
  outlet: {},
  popup: {},
  studio: { import: 'orders' },
  depot: {},
};

/** How the goods owners differ, and whose stores are whose. The depot's stock is counted, so it has it to itself. */
const goodsOwnersOf: Readonly<Record<string, { readonly stores: readonly string[]; readonly settings: object }>> = {
  acme: {
    stores: ['retail', 'wholesale', 'outlet', 'popup', 'studio'],
    settings: {
      articles: { store: 'wholesale' },
      purchaseOrders: { enabled: true },
      returns: { enabled: true, restock: true, comment: true },
    },
  },
  umbrella: { stores: ['depot'], settings: { articles: { enabled: false }, stock: { export: true } } },
};

/** The `bridge.yaml` of the sandbox: the simulators' addresses, and times so short that things happen while one looks. */
export function sandboxYaml(simulators: Simulators, dataDir: string): string {
  const goodsOwners = Object.entries(simulators.ongoing).map(([id, { baseUrl, goodsOwnerId, username, password }]) => ({
    id,
    ongoing: { baseUrl, goodsOwnerId, username, password, timeout: '3s' },
    ...goodsOwnersOf[id]?.settings,
    stores: Object.entries(simulators.centra)
      .filter(([store]) => goodsOwnersOf[id]?.stores.includes(store))
      .map(([store, { baseUrl, secret, timezone, type }]) => ({
        id: store,
        type,
        centra: { baseUrl, secret, timezone, timeout: '3s' },
        settle: '2s',
        attentionAfter: { tracking: '5s' },
        ...stores[store],
      })),
  }));
  return stringify({ every: '2s', dataDir, gateway: { port: 0, metricsPort: 0 }, goodsOwners });
}

export const sandboxStores = [
  { id: 'retail', type: 'b2c' },
  { id: 'wholesale', type: 'b2b' },
  { id: 'outlet', type: 'b2c' },
  { id: 'popup', type: 'b2c' },
  { id: 'studio', type: 'b2b' },
  { id: 'depot', type: 'b2c' },
] as const;

export const sandboxGoodsOwners = [
  { id: 'acme', goodsOwnerId: 121 },
  { id: 'umbrella', goodsOwnerId: 122 },
] as const;
