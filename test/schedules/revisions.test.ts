import fc from 'fast-check';
import { isOurs, ownMark, readRecord, type SettingsRecord } from '../../src/schedules/record';
import { highest, isOvertaken, nextSettings } from '../../src/schedules/revisions';
import { aConfig } from './support';

function goodsOwnerWith(...stores: ({ id: string } & Record<string, unknown>)[]) {
  const [goodsOwner] = aConfig([{ id: 'acme', stores }]).goodsOwners;
  if (!goodsOwner) throw new Error('the configuration has no goods owner');
  return goodsOwner;
}

const revisionsOf = (settings: SettingsRecord) =>
  Object.fromEntries(Object.entries(settings).map(([store, { revision }]) => [store, revision]));

describe('the revision of a store’s settings', () => {
  const recorded = nextSettings(goodsOwnerWith({ id: 'retail' }, { id: 'outlet' }), {});

  it('is 1 at first', () => {
    expect(revisionsOf(recorded)).toEqual({ retail: 1, outlet: 1 });
  });

  it('stays when nothing has changed', () => {
    expect(nextSettings(goodsOwnerWith({ id: 'retail' }, { id: 'outlet' }), recorded)).toEqual(recorded);
  });

  it('is raised by one where the settings differ, and only there', () => {
    const changed = goodsOwnerWith({ id: 'retail', capture: 'onImport' }, { id: 'outlet' });
    expect(revisionsOf(nextSettings(changed, recorded))).toEqual({ retail: 2, outlet: 1 });
  });

  it('is raised again when the old settings come back', () => {
    const there = nextSettings(goodsOwnerWith({ id: 'retail', capture: 'onImport' }), recorded);
    expect(revisionsOf(nextSettings(goodsOwnerWith({ id: 'retail' }), there))).toEqual({ retail: 3 });
  });

  it('follows the highest one in use when nobody knows what the settings were', () => {
    expect(
      revisionsOf(nextSettings(goodsOwnerWith({ id: 'retail' }), { retail: { revision: 6, digest: '' } })),
    ).toEqual({ retail: 7 });
  });

  it('goes on from wherever it was, and two in a row are the same only for the same settings', () => {
    const settings = fc.record({
      id: fc.constant('retail'),
      capture: fc.constantFrom('never', 'onImport', 'onComplete'),
      shortPick: fc.constantFrom('reduce', 'ask'),
    });
    fc.assert(
      fc.property(fc.array(settings, { maxLength: 8 }), (configurations) => {
        let record: SettingsRecord = {};
        for (const configuration of configurations) {
          const next = nextSettings(goodsOwnerWith(configuration), record);
          const isSame = next.retail?.digest === record.retail?.digest;
          expect((next.retail?.revision ?? 0) - (record.retail?.revision ?? 0)).toBe(isSame ? 0 : 1);
          record = next;
        }
      }),
    );
  });
});

const at = (revision: number, digest = 'any') => ({ revision, digest });

describe('of several records', () => {
  it.each<[string, records: SettingsRecord[], highest: SettingsRecord]>([
    ['of none, nothing is known', [], {}],
    ['stores of all are known', [{ retail: at(1) }, { outlet: at(2) }], { retail: at(1), outlet: at(2) }],
    ['the highest revision counts', [{ retail: at(3, 'a') }, { retail: at(2, 'b') }], { retail: at(3, 'a') }],
    ['wherever it stands', [{ retail: at(2, 'a') }, { retail: at(3, 'b') }], { retail: at(3, 'b') }],
    [
      'of the same, one that says what they were',
      [{ retail: at(2, '') }, { retail: at(2, 'b') }],
      { retail: at(2, 'b') },
    ],
    ['of the same, the first', [{ retail: at(2, 'a') }, { retail: at(2, 'b') }], { retail: at(2, 'a') }],
  ])('%s', (_what, records, found) => {
    expect(highest(...records)).toEqual(found);
  });
});

describe('a setup', () => {
  it.each<[string, ours: SettingsRecord, theirs: SettingsRecord, overtaken: boolean]>([
    ['is not overtaken by what is older', { retail: at(2) }, { retail: at(1) }, false],
    ['is not overtaken by the same revision', { retail: at(2) }, { retail: at(2) }, false],
    ['is overtaken by a newer one', { retail: at(2) }, { retail: at(3) }, true],
    [
      'is overtaken by a newer one of any store',
      { retail: at(2), outlet: at(2) },
      { retail: at(2), outlet: at(3) },
      true,
    ],
    ['is not overtaken by stores that it does not have', { retail: at(2) }, { outlet: at(3) }, false],
    ['is not overtaken where nothing is recorded', { retail: at(1) }, {}, false],
  ])('%s', (_what, ours, theirs, overtaken) => {
    expect(isOvertaken(ours, theirs)).toBe(overtaken);
  });
});

describe('a schedule', () => {
  it.each<[string, id: string, memo: Record<string, unknown> | undefined, ours: boolean]>([
    ['with our mark and an id of ours is ours', 'shipments/retail', { ...ownMark }, true],
    ['of a job that this version does not have is ours', 'stock/acme', { ...ownMark, more: 1 }, true],
    ['with another’s mark is not', 'shipments/retail', { managedBy: 'somebody' }, false],
    ['without a mark is not', 'shipments/retail', {}, false],
    ['without a memo is not', 'shipments/retail', undefined, false],
    ['with another’s id is not', 'backup/nightly', { ...ownMark }, false],
    ['whose id only begins like ours is not', 'shipments-of-somebody', { ...ownMark }, false],
  ])('%s', (_what, id, memo, ours) => {
    expect(isOurs(id, memo)).toBe(ours);
  });

  it.each<[string, memo: unknown]>([
    ['is missing', undefined],
    ['is not ours', { definition: 7 }],
    ['has been edited', { definition: 'abc', settings: { retail: { revision: 'two', digest: 'x' } } }],
  ])('has no record when its memo %s', (_what, memo) => {
    expect(readRecord(memo)).toEqual({ definition: '', settings: {} });
  });
});
