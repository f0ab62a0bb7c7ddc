import { stories } from '../../../src/cli/sandbox/stories';
import type { Row } from '../../../src/cli/sandbox/play';
import { summaryLines, summaryOf } from '../../../src/cli/sandbox/summary';
import { LiveTable, tableLines } from '../../../src/cli/sandbox/table';

const rowOf = (index: number, more: Partial<Row> = {}): Row => ({
  story: stories[index]!,
  shipmentId: `${10_001 + index}-1`,
  tells: 'it goes its way',
  ...more,
});

/** Where a table is shown, with what was written. */
function aScreen(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => void written.push(text);
  return { written, table: new LiveTable({ isTTY, width: () => 80, colours: false, write }) };
}

describe('the stories of the sandbox', () => {
  it('have names of their own', () => {
    const names = stories.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('their table', () => {
  it('is no wider than the terminal, and marks what has ended', () => {
    const rows = [rowOf(0, { result: 'as told' }), rowOf(1, { result: 'otherwise', why: 'x'.repeat(200) }), rowOf(2)];
    const lines = tableLines(rows, 80, false);
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines.map((line) => line[0])).toEqual(['s', '✓', '✗', ' ']);
  });

  it('without a terminal says a line only when something has changed', () => {
    const { written, table } = aScreen(false);
    // Two with one name are two all the same.
    const rows = [rowOf(0), { ...rowOf(0), shipmentId: '10099-1' }];
    for (let i = 0; i < 3; i += 1) table.show(rows);
    expect(written).toHaveLength(2);
    rows[0]!.tells = 'it is shipped';
    table.show(rows);
    expect(written).toHaveLength(3);
  });

  it('on a terminal is drawn over itself', () => {
    const { written, table } = aScreen(true);
    table.show([rowOf(0)]);
    table.show([rowOf(0)]);
    expect(written[0]).not.toContain('\u001b[2A');
    expect(written[1]).toContain('\u001b[2A');
  });
});

describe('their summary', () => {
  const counters = (mishaps: Record<string, string[]> = {}) =>
    ({
      calls: { centra: { retail: { calls: { 'GET /shipments': 3 }, parallel: 1 } }, ongoing: {} },
      mishaps,
    }) as unknown as Parameters<typeof summaryOf>[1];

  it('is fine when all ended as told and nothing happened twice', () => {
    const summary = summaryOf([rowOf(0, { result: 'as told' })], counters());
    expect(summary).toMatchObject({ ok: true, calls: { centra: 3, ongoing: 0 } });
    expect(summaryLines(summary)).toContain('1 of 1 stories ended as told.');
  });

  it.each([
    ['a story went otherwise', { result: 'otherwise', why: 'it ended abandoned' } as const, {}, 'it ended abandoned'],
    ['something happened twice', { result: 'as told' } as const, { capturedTwice: ['1-1'] }, 'capturedTwice: 1-1'],
  ])('is not when %s', (_what, row, mishaps, said) => {
    const summary = summaryOf([rowOf(0, row)], counters(mishaps));
    expect(summary.ok).toBe(false);
    expect(summaryLines(summary).join('\n')).toContain(said);
  });
});
