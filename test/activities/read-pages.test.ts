import { listedFrom } from '../../src/activities/scans/listed-from';
import { readPages } from '../../src/activities/scans/read-pages';

const day = 86_400_000;
const now = Date.UTC(2026, 4, 4, 8);

describe('the day from which orders are asked for', () => {
  it.each<[what: string, importFrom: string | null, oldestStart: number, from: string]>([
    ['90 days, and one for the timezone', null, now, '2026-02-02'],
    ['90 days before the oldest order under way', null, now - 30 * day, '2026-01-03'],
    ['not before the cut-over', '2026-04-01', now, '2026-03-31'],
    ['a cut-over that is long ago does not count', '2020-01-01', now, '2026-02-02'],
  ])('%s', (_what, importFrom, oldestStart, from) => {
    expect(listedFrom(importFrom, oldestStart, now)).toBe(from);
  });
});

describe('reading a list', () => {
  /** A store that shows so many orders, and at most so many on a page whatever is asked for. */
  function aStore(count: number, most: number) {
    const asked: number[] = [];
    const rows = Array.from({ length: count }, (_, n) => ({ orderId: String(1000 + n) }));
    const read = ({ limit, offset }: { limit: number; offset: number }) => {
      asked.push(offset);
      const page = rows.slice(offset, offset + Math.min(limit, most));
      return Promise.resolve({ rows: page, broken: [], received: page.length, observedAt: offset + 1 });
    };
    return { read, asked };
  }

  it.each<[what: string, count: number, most: number, asked: number[]]>([
    ['nothing', 0, 100, [0]],
    ['so few that no page would be cut there', 19, 100, [0]],
    ['less than was asked for: an empty page shows that it was all', 20, 100, [0, 20]],
    ['a full page and a short one', 130, 100, [0, 100]],
    ['two full pages', 200, 100, [0, 100, 200]],
    ['pages that are shorter than asked for', 130, 50, [0, 50, 100, 130]],
    ['pages as short as can be', 45, 20, [0, 20, 40]],
  ])('reads all pages: %s', async (_what, count, most, offsets) => {
    const { read, asked } = aStore(count, most);
    const list = await readPages(
      read,
      ({ orderId }) => orderId,
      () => undefined,
    );
    expect(list.rows.size).toBe(count);
    expect(list).toMatchObject({ received: count, pages: Math.ceil(count / most), observedAt: 1 });
    expect(asked).toEqual(offsets);
  });
});
