import { importNotes } from '../../../src/cli/check/imports';
import type { Config } from '../../../src/config';

const notesFor = (imports: string) =>
  importNotes({ goodsOwners: [{ id: 'acme', stores: [{ id: 'b2b', import: imports }] }] } as unknown as Config).notes;

describe('what a check says about imports', () => {
  it.each(['shipments', 'none'])('nothing where no whole orders are imported: %s', (imports) => {
    expect(notesFor(imports)).toEqual([]);
  });

  it('that nobody reports whole orders back, and what the plugin must show', () => {
    expect(notesFor('orders')).toEqual([
      { where: 'b2b (import)', what: expect.stringMatching(/nothing of them is captured or reported.*Cancelled/) },
    ]);
  });

  it('that both must not send the same goods twice', () => {
    expect(notesFor('both').map(({ what }) => what)).toEqual([
      expect.stringContaining('Get Orders with Status'),
      expect.stringContaining('must not send the same goods twice'),
    ]);
  });
});
