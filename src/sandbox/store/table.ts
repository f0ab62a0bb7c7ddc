/** Keeps something beside a table up to date: a list in order, a sum, a set. */
export interface Index<Row> {
  /** The row is new or has changed. */
  put(key: string, row: Row): void;
  remove(key: string): void;
  clear(): void;
}

/** Rows by key. A row is changed in place and then `put`, which brings indexes and journal up to date. */
export class Table<Row extends object> {
  private readonly indexes: Index<Row>[] = [];

  constructor(
    private readonly rows: Map<string, Row>,
    private readonly keyOf: (row: Row) => string,
    private readonly changed: (key: string) => void,
  ) {}

  get size(): number {
    return this.rows.size;
  }

  get(key: string | number): Row | undefined {
    return this.rows.get(String(key));
  }

  values(): IterableIterator<Row> {
    return this.rows.values();
  }

  put(row: Row): Row {
    const key = this.keyOf(row);
    this.rows.set(key, row);
    for (const index of this.indexes) index.put(key, row);
    this.changed(key);
    return row;
  }

  delete(key: string | number): void {
    const text = String(key);
    if (!this.rows.delete(text)) return;
    for (const index of this.indexes) index.remove(text);
    this.changed(text);
  }

  /** Adds an index and feeds it what is there. */
  with<Added extends Index<Row>>(index: Added): Added {
    this.indexes.push(index);
    for (const [key, row] of this.rows) index.put(key, row);
    return index;
  }

  /** Tells the indexes again about every row: something else that they look at, a setting say, has changed. */
  reindex(): void {
    for (const [key, row] of this.rows) for (const index of this.indexes) index.put(key, row);
  }

  clear(): void {
    this.rows.clear();
    for (const index of this.indexes) index.clear();
  }
}
