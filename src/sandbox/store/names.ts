import type { Index } from './table';

/** Rows by names: a row may have several, and several rows may have the same one. */
export class Names<Row> implements Index<Row> {
  private readonly rows = new Map<string, Row[]>();
  private readonly filed = new Map<string, { names: readonly string[]; row: Row }>();

  /**
   * @param namesOf every name of a row; empty ones are none
   * @param compare who is first among rows with one name, by values that never change
   */
  constructor(
    private readonly namesOf: (row: Row) => readonly string[],
    private readonly compare: (a: Row, b: Row) => number,
  ) {}

  /** The row of this name; the first of those that share it. */
  get(name: string): Row | undefined {
    return this.rows.get(name)?.[0];
  }

  /** Every row that has this name. */
  all(name: string): readonly Row[] {
    return this.rows.get(name) ?? [];
  }

  put(key: string, row: Row): void {
    const names = [...new Set(this.namesOf(row))].filter((name) => name !== '');
    const filed = this.filed.get(key);
    if (filed && filed.row === row && same(filed.names, names)) return;
    if (filed) this.remove(key);
    this.filed.set(key, { names, row });
    for (const name of names) {
      const sharing = this.rows.get(name);
      if (sharing) sharing.splice(this.placeAmong(sharing, row), 0, row);
      else this.rows.set(name, [row]);
    }
  }

  remove(key: string): void {
    const filed = this.filed.get(key);
    if (!filed) return;
    this.filed.delete(key);
    for (const name of filed.names) {
      const left = this.all(name).filter((row) => row !== filed.row);
      if (left.length > 0) this.rows.set(name, left);
      else this.rows.delete(name);
    }
  }

  clear(): void {
    this.rows.clear();
    this.filed.clear();
  }

  private placeAmong(sharing: readonly Row[], row: Row): number {
    const place = sharing.findIndex((other) => this.compare(other, row) > 0);
    return place === -1 ? sharing.length : place;
  }
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, n) => name === b[n]);
