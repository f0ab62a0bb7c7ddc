import { settingsDigest, settingsOf } from '../../src/schedules/settings-of';
import { aConfig, type AGoodsOwner } from './support';

function first(goodsOwner: Partial<AGoodsOwner> = {}, more: Record<string, unknown> = {}) {
  const [owner] = aConfig([{ id: 'acme', ...goodsOwner }], more).goodsOwners;
  const [store] = owner?.stores ?? [];
  if (!owner || !store) throw new Error('the configuration has neither goods owner nor store');
  return [owner, store] as const;
}

const withStore = (settings: Record<string, unknown>) => first({ stores: [{ id: 'retail', ...settings }] });

describe('the settings of a store', () => {
  it('are what decisions need, in milliseconds, with the revision', () => {
    const [owner, store] = first({
      ongoing: {
        timeout: '45s',
        statuses: { cancellable: [200], picked: 410, shipped: [450], cancelled: [1000, 1001] },
      },
      stores: [
        {
          id: 'retail',
          ...{ every: '5m', settle: '20s', capture: 'onImport', completeWhen: 'shipped', shortPick: 'ask' },
          centra: { timeout: '12s' },
          attentionAfter: { import: '10m', pick: '2d', tracking: '6h', report: '20m', cancel: '30m', hold: '3d' },
        },
      ],
    });
    expect(settingsOf(owner, store, 7)).toEqual({
      revision: 7,
      capture: 'onImport',
      completeWhen: 'shipped',
      shortPick: 'ask',
      attentionAfter: {
        importMs: 600_000,
        pickMs: 172_800_000,
        trackingMs: 21_600_000,
        reportMs: 1_200_000,
        cancelMs: 1_800_000,
        holdMs: 259_200_000,
      },
      statuses: { cancellable: [200], picked: 410, shipped: [450], cancelled: [1000, 1001] },
      settleMs: 20_000,
      recheckMs: 300_000,
      writeLimitMs: { centra: 12_000, ongoing: 45_000 },
    });
  });

  it('are asked for again as often as the store is synchronised, whatever the goods owner’s interval', () => {
    const [owner, store] = first({ ongoing: { every: '1h' } }, { every: '3m' });
    expect(settingsOf(owner, store, 1).recheckMs).toBe(180_000);
  });

  it.each<[string, readonly [...Parameters<typeof settingsDigest>]]>([
    ['capture', withStore({ capture: 'onComplete' })],
    ['completeWhen', withStore({ completeWhen: 'picked' })],
    ['shortPick', withStore({ shortPick: 'ask' })],
    ['attentionAfter', withStore({ attentionAfter: { hold: '2d' } })],
    ['settle', withStore({ settle: '31s' })],
    ['every', withStore({ every: '14m' })],
    ['the time limit of a call to Centra', withStore({ centra: { timeout: '31s' } })],
    ['the time limit of a call to Ongoing', first({ ongoing: { timeout: '61s' } })],
    ['statuses', first({ ongoing: { statuses: { shipped: [450] } } })],
  ])('are others when %s differs', (_what, changed) => {
    expect(settingsDigest(...changed)).not.toBe(settingsDigest(...first()));
  });

  it.each<[string, readonly [...Parameters<typeof settingsDigest>]]>([
    ['its filter', withStore({ filter: 'shipment.paid == 1' })],
    ['importFrom', withStore({ importFrom: '2026-03-01' })],
    ['its address', withStore({ centra: { baseUrl: 'https://other.example.com/api/retail' } })],
    ['the statuses of purchase orders', first({ ongoing: { statuses: { received: 600 } } })],
    ['how often the warehouse is read', first({ ongoing: { every: '1h' } })],
  ])('are the same when %s differs', (_what, changed) => {
    expect(settingsDigest(...changed)).toBe(settingsDigest(...first()));
  });
});
