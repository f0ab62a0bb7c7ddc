import fc from 'fast-check';
import { unbalanced } from '../../../src/lifecycle/reconcile/account';
import {
  articlesSum,
  reconcileArticles,
  rowsSum,
  type ArticlesSeen,
  type RowSeen,
} from '../../../src/lifecycle/reconcile/articles';

const seen = (rows: readonly RowSeen[], more: Partial<ArticlesSeen> = {}): ArticlesSeen => ({
  ...{ goodsOwner: 'acme', store: 'wholesale', rows, rowCount: rows.length, unreadable: [] },
  sharing: (number) =>
    rows.flatMap((row) => (row.is === 'article' && row.articleNumber === number ? [row.stockItemId] : [])),
  ongoing: new Set(rows.flatMap((row) => (row.is === 'article' && row.isThere ? [row.articleNumber] : []))),
  ...{ ongoingUnreadable: [], overwrites: false },
  ...more,
});
const article = (articleNumber: string, more: object = {}): RowSeen => ({
  ...{ stockItemId: `id-${articleNumber}`, is: 'article', articleNumber, isThere: true, fields: [] },
  ...more,
});

describe('two article registries', () => {
  it.each<[why: string, rows: RowSeen[], state: string, differences: unknown[]]>([
    ['the same', [article('TEE')], 'the same', []],
    ['left out', [{ stockItemId: '1', is: 'left-out' }], 'left out', []],
    ['missing', [article('TEE', { isThere: false })], 'missing in Ongoing', [['article-missing', 'acme/TEE']]],
    [
      'different',
      [article('TEE', { fields: [{ field: 'weight', centra: 0.2, ongoing: 0.25 }] })],
      'different',
      [['article-different', 'acme/TEE']],
    ],
    [
      'without a number',
      [{ stockItemId: '1', is: 'unmappable', id: 'stock item 1', reason: 'products[1]: no value' }],
      'cannot be mapped',
      [['article-unmappable', 'acme/stock item 1']],
    ],
    [
      'two with one number',
      [article('TEE'), article('TEE', { stockItemId: 'other' })],
      'with the number of another',
      [
        ['article-collision', 'acme/TEE'],
        ['article-collision', 'acme/TEE'],
      ],
    ],
  ])('%s', (_why, rows, state, differences) => {
    const account = reconcileArticles(seen(rows));
    expect(Object.keys(account.sums[rowsSum('wholesale')]?.states ?? {})).toEqual([state]);
    expect(account.differences.map(({ kind, id }) => [kind, id])).toEqual(differences);
  });

  it('says what differs, on both sides', () => {
    const fields = [
      { field: 'weight', centra: 0.2, ongoing: 0.25 },
      { field: 'statisticsNumber', centra: '6109' },
    ];
    expect(reconcileArticles(seen([article('TEE', { fields })])).differences).toEqual([
      expect.objectContaining({
        centra: 'weight 0.2, statisticsNumber 6109',
        ongoing: 'weight 0.25, statisticsNumber (none)',
        reason: 'it is left as the warehouse has it (`articles.overwrite`)',
      }),
    ]);
  });

  it('adds up on both sides, whatever they hold', () => {
    const row = fc.oneof(
      fc.record({ is: fc.constant('left-out' as const) }),
      fc.record({ is: fc.constant('unmappable' as const), id: fc.string(), reason: fc.constant('no value') }),
      fc.record({
        is: fc.constant('article' as const),
        articleNumber: fc.constantFrom('A', 'B', 'C', 'D'),
        isThere: fc.boolean(),
        fields: fc.constantFrom([], [{ field: 'weight', centra: 1 }]),
      }),
    );
    const rows = fc.array(row).map((all) => all.map((one, n): RowSeen => ({ ...one, stockItemId: String(n) })));
    const others = fc.array(fc.constantFrom('A', 'X', 'Y'));
    fc.assert(
      fc.property(rows, others, fc.array(fc.string()), (all, more, unreadable) => {
        const world = seen(all, { unreadable });
        const account = reconcileArticles({ ...world, ongoing: new Set([...world.ongoing, ...more]) });
        expect(unbalanced(account)).toEqual([]);
        expect(account.sums[rowsSum('wholesale')]?.total).toBe(all.length + unreadable.length);
        const both = account.sums[articlesSum('acme')]?.states['also in Centra'] ?? 0;
        expect(both).toBe(world.ongoing.size);
      }),
    );
  });
});
