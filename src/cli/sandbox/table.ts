import { styleText } from 'node:util';
import type { Row } from './play';

const columns = { story: 34, shipment: 18, stage: 13 } as const;

/** The stories as lines of a table, no wider than the terminal. */
export function tableLines(rows: readonly Row[], width: number, colours: boolean): string[] {
  const head = [
    pad('story', columns.story),
    pad('shipment', columns.shipment),
    pad('stage', columns.stage),
    'what happens',
  ];
  return [cut(head.join(' '), width), ...rows.map((row) => line(row, width, colours))];
}

function line(row: Row, width: number, colours: boolean): string {
  const { story, shipmentId, state, result } = row;
  const mark = result === undefined ? ' ' : result === 'as told' ? '✓' : '✗';
  const text = cut(
    [
      pad(`${mark} ${story.name}`, columns.story),
      pad(shipmentId ? `${story.store}/${shipmentId}` : '', columns.shipment),
      pad(state?.decision.stage ?? '', columns.stage),
      whatHappens(row),
    ].join(' '),
    width,
  );
  if (!colours) return text;
  if (result !== undefined) return styleText(result === 'as told' ? 'green' : 'red', text, { validateStream: false });
  return state && state.decision.asks.length > 0 ? styleText('yellow', text, { validateStream: false }) : text;
}

export function whatHappens({ tells, why, state, result }: Row): string {
  if (why) return why;
  if (result) return tells;
  const asked = state?.decision.asks[0]?.attention;
  return asked ? `attention ${asked} · ${tells}` : tells;
}

const pad = (text: string, width: number) => text.padEnd(width).slice(0, width);
const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Where a table is shown. */
export interface Screen {
  readonly isTTY: boolean;
  readonly width: () => number;
  readonly colours: boolean;
  readonly write: (text: string) => void;
}

/** Shows the table: redrawn in place on a terminal, else a line whenever something changes. */
export class LiveTable {
  private drawn = 0;
  private readonly told = new Map<Row, string>();

  constructor(private readonly screen: Screen) {}

  show(rows: readonly Row[]): void {
    if (this.screen.isTTY) this.redraw(rows);
    else this.tell(rows);
  }

  private redraw(rows: readonly Row[]): void {
    const lines = tableLines(rows, this.screen.width(), this.screen.colours);
    const up = this.drawn > 0 ? `\u001b[${this.drawn}A` : '';
    this.screen.write(`${up}${lines.map((text) => `\u001b[2K${text}`).join('\n')}\n`);
    this.drawn = lines.length;
  }

  private tell(rows: readonly Row[]): void {
    for (const row of rows) {
      const [, text = ''] = tableLines([row], 160, false);
      if (!row.shipmentId || this.told.get(row) === text) continue;
      this.told.set(row, text);
      this.screen.write(`${text}\n`);
    }
  }
}
