import { Journal, type JournalEntry } from './journal';
import { Table } from './table';

type Rows = Map<string, object>;

/**
 * All that the simulators remember: tables in memory and, with a data file, on disk.
 *
 * Nothing in here waits: a change is made and recorded within one turn of the event loop, so that no other call sees
 * half of it.
 */
export class Store {
  private readonly rows = new Map<string, Rows>();
  private readonly tables = new Map<string, Table<object>>();
  private readonly dirty = new Map<string, JournalEntry>();
  private readonly journal: Journal | undefined;
  private depth = 0;
  private sequences: Table<{ name: string; last: number }>;

  constructor(dataFile?: string) {
    if (dataFile != null) {
      this.journal = Journal.open(dataFile, (entries) => this.replay(entries));
      this.journal.compact(this.entries());
    }
    this.sequences = this.table('sequences', (row) => row.name);
  }

  /** The table of this name, with the rows of the data file. */
  table<Row extends object>(name: string, keyOf: (row: Row) => string): Table<Row> {
    const rows = this.rowsOf(name) as Map<string, Row>;
    const table = new Table<Row>(rows, keyOf, (key) => {
      if (this.depth === 0) throw new Error(`table ${name} was changed outside of a change`);
      this.dirty.set(`${name}\0${key}`, [name, key, null]);
    });
    this.tables.set(name, table as unknown as Table<object>);
    return table;
  }

  /** The next number of a sequence. Numbers are never used twice, not even after a restart. */
  next(sequence: string, first = 1): number {
    const row = this.sequences.get(sequence) ?? { name: sequence, last: first - 1 };
    row.last += 1;
    this.sequences.put(row);
    return row.last;
  }

  /** Runs a change. What it touched is in the data file when this returns, also when it throws. */
  change<Result>(work: () => Result): Result {
    this.depth += 1;
    try {
      return work();
    } finally {
      this.depth -= 1;
      if (this.depth === 0) this.commit();
    }
  }

  /** Forgets everything. */
  clear(): void {
    for (const table of this.tables.values()) table.clear();
    for (const rows of this.rows.values()) rows.clear();
    this.dirty.clear();
    this.journal?.clear();
  }

  close(): void {
    this.journal?.close();
  }

  private commit(): void {
    if (this.dirty.size === 0) return;
    if (this.journal) {
      const entries: JournalEntry[] = [];
      for (const [table, key] of this.dirty.values()) entries.push([table, key, this.rowsOf(table).get(key) ?? null]);
      this.journal.append(entries);
    }
    this.dirty.clear();
  }

  private replay(entries: readonly JournalEntry[]): void {
    for (const [table, key, row] of entries) {
      const rows = this.rowsOf(table);
      if (row === null) rows.delete(key);
      else rows.set(key, row as object);
    }
  }

  private *entries(): Iterable<JournalEntry> {
    for (const [table, rows] of this.rows) for (const [key, row] of rows) yield [table, key, row];
  }

  private rowsOf(table: string): Rows {
    const rows: Rows = this.rows.get(table) ?? new Map<string, object>();
    this.rows.set(table, rows);
    return rows;
  }
}
