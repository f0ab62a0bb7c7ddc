import { mostNamed } from '../../protocol/scans';
import type { Clamped, PendingStock, StockCounts, StockNext, StockProgress } from '../../protocol/stock-sync';
import type { Batch } from './write-stock';

/** So many article numbers are remembered from run to run; when there are more, the next run looks at everything again. */
export const mostRemembered = 1_000;

const nothing: StockCounts = { read: 0, written: 0, unchanged: 0, refused: 0, skippedBy: {} };

/** How far a run is, at its beginning. */
export const atTheBeginning = (last: StockNext | undefined): StockProgress => ({
  part: 'begin',
  full: false,
  page: 1,
  row: 0,
  rows: { before: 0, now: 0 },
  pending: [],
  exported: nothing,
  imported: nothing,
  refused: [],
  refusedTotal: 0,
  clamped: [],
  clampedTotal: 0,
  waiting: [],
  waitingTotal: 0,
  notes: [],
  again: [],
  missed: [],
  shared: last?.shared ?? [],
  pages: last?.pages ?? 0,
  isPhysical: last?.isPhysical ?? false,
  keepsCursor: false,
  keepsAvailableCursor: false,
});

type Direction = 'exported' | 'imported';
type Named = { readonly id: string; readonly reason: string };

/** Keeps account of a run: what is said of it never grows beyond what a result or a heartbeat holds. */
export class Tally {
  constructor(public state: StockProgress) {}

  set(changes: Partial<StockProgress>): void {
    this.state = { ...this.state, ...changes };
  }

  count(direction: Direction, what: 'read' | 'written' | 'unchanged', by = 1): void {
    const counts = this.state[direction];
    this.set({ [direction]: { ...counts, [what]: counts[what] + by } });
  }

  skip(direction: Direction, why: string, by = 1): void {
    if (by === 0) return;
    const counts = this.state[direction];
    const skippedBy = { ...counts.skippedBy, [why]: (counts.skippedBy[why] ?? 0) + by };
    this.set({ [direction]: { ...counts, skippedBy } });
  }

  refuse(direction: Direction, ...named: readonly Named[]): void {
    if (named.length === 0) return;
    const counts = this.state[direction];
    this.set({
      [direction]: { ...counts, refused: counts.refused + named.length },
      refused: [...this.state.refused, ...named].slice(0, mostNamed),
      refusedTotal: this.state.refusedTotal + named.length,
    });
  }

  clamp(...clamped: readonly Clamped[]): void {
    if (clamped.length === 0) return;
    this.set({
      clamped: [...this.state.clamped, ...clamped].slice(0, mostNamed),
      clampedTotal: this.state.clampedTotal + clamped.length,
    });
  }

  wait(...waiting: readonly Named[]): void {
    for (const { reason } of waiting) this.skip('exported', reason);
    this.set({
      waiting: [...this.state.waiting, ...waiting].slice(0, mostNamed),
      waitingTotal: this.state.waitingTotal + waiting.length,
    });
  }

  note(sentence: string): void {
    if (!this.state.notes.includes(sentence)) this.set({ notes: [...this.state.notes, sentence].slice(0, mostNamed) });
  }

  /** To be looked at by the next run. Too many to remember: then that looks at everything again. */
  again(...articleNumbers: readonly string[]): void {
    const again = [...new Set([...this.state.again, ...articleNumbers])];
    if (again.length > mostRemembered) this.set({ keepsCursor: true });
    this.set({ again: again.slice(0, mostRemembered) });
  }

  /** What became of a batch that is done, and which figures are left to be written. */
  wrote(batch: Batch, left: readonly PendingStock[]): void {
    this.count('exported', 'written', batch.written);
    this.count('exported', 'unchanged', batch.unchanged);
    this.wait(...batch.waiting);
    this.refuse('exported', ...batch.refused);
    this.clamp(...batch.clamped);
    this.again(...batch.again);
    this.set({ isPhysical: batch.isPhysical, pending: left });
  }
}
