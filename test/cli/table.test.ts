import { fitting, table } from '../../src/cli/table';
import type { Paint } from '../../src/cli/output';

const plain: Paint = (_style, text) => text;
const marked: Paint = (style, text) => `<${style}>${text}</${style}>`;

describe('a table', () => {
  it('has columns as wide as their widest cell, and no blanks at the ends of lines', () => {
    const rows = [
      ['retail/83651-1', 'in-warehouse', ''],
      ['b2b/9-1', 'held', 'overdue'],
    ];
    expect(table(rows, plain, ['SHIPMENT', 'STAGE', 'ATTENTION'])).toBe(
      [
        'SHIPMENT        STAGE         ATTENTION',
        'retail/83651-1  in-warehouse',
        'b2b/9-1         held          overdue',
        '',
      ].join('\n'),
    );
  });

  it('keeps its columns when a cell is shown in a colour', () => {
    const rows = [
      [{ text: 'ok', style: 'green' as const }, 'one'],
      ['not done', 'two'],
    ];
    expect(table(rows, marked)).toBe('<green>ok</green>        one\nnot done  two\n');
  });

  it('has no line for an empty row but its line end', () => {
    expect(table([['', '']], plain)).toBe('\n');
    expect(table([], plain)).toBe('');
  });
});

describe('a table for a terminal', () => {
  const columns = {
    header: ['SHIPMENT', 'ORDER', 'STAGE', 'DUE'],
    rows: [
      ['retail/1-1', '1', 'held', ''],
      ['retail/22-1', '22', 'importing', ''],
    ],
  };

  it.each<[width: number, header: string[]]>([
    [Number.POSITIVE_INFINITY, ['SHIPMENT', 'ORDER', 'STAGE', 'DUE']],
    [80, ['SHIPMENT', 'ORDER', 'STAGE']],
    [29, ['SHIPMENT', 'ORDER', 'STAGE']],
    [28, ['SHIPMENT', 'STAGE']],
    [5, ['SHIPMENT']],
  ])('of %i columns shows %j', (width, header) => {
    const fits = fitting(columns, width, ['ORDER', 'STAGE']);
    expect(fits.header).toEqual(header);
    expect(fits.rows.map((row) => row.length)).toEqual([header.length, header.length]);
  });
});
