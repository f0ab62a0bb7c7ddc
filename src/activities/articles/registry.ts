/** What is kept of a row of the registry. */
export interface RegistryRow {
  readonly stockItemId: string;
  readonly articleNumber: string;
  /** Inactive rows, where those are not synchronised, share their number with nobody. */
  readonly counts: boolean;
  /** The synchronisation takes it. */
  readonly taken: boolean;
}

/**
 * The article numbers of a store's registry, and whose they are: whether a number is unique can be said over all of it
 * only. No documents: about 200 bytes a row.
 */
export class Registry {
  private readonly numbers = new Map<string, string>();
  /** Rows that count, by their number: nearly always one. */
  private readonly rows = new Map<string, string | readonly string[]>();
  private readonly taken = new Set<string>();
  private readonly unvisited = new Set<string>();
  private readonly done = new Set<string>();
  private readonly others = new Set<string>();
  private readonly digests = new Map<string, string>();

  /** When the last run began whose changes it knows, epoch ms. */
  knownAt: number;
  private run: number;

  /**
   * @param readAt when the run began that read it, epoch ms
   * @param seesAll whether it is there from the first page of a comparison on, so that it can tell what was missed
   */
  constructor(
    readonly readAt: number,
    private readonly seesAll: boolean,
  ) {
    this.knownAt = readAt;
    this.run = readAt;
  }

  /** Of rows with a number. */
  get size(): number {
    return this.numbers.size;
  }

  note({ stockItemId, articleNumber, counts, taken }: RegistryRow): void {
    this.forget(stockItemId);
    this.numbers.set(stockItemId, articleNumber);
    if (counts) this.rows.set(articleNumber, withRow(this.rows.get(articleNumber), stockItemId));
    else this.others.add(articleNumber);
    if (!taken) return;
    this.taken.add(stockItemId);
    this.unvisited.add(stockItemId);
  }

  numberOf(stockItemId: string): string | undefined {
    return this.numbers.get(stockItemId);
  }

  /** The other rows that have this number. */
  sharing(articleNumber: string, stockItemId: string): readonly string[] {
    const rows = this.rows.get(articleNumber) ?? [];
    return (typeof rows === 'string' ? [rows] : rows).filter((row) => row !== stockItemId);
  }

  /** Whether any row has it, also one that is sold no more. */
  has(articleNumber: string): boolean {
    return this.rows.has(articleNumber) || this.others.has(articleNumber);
  }

  /** Numbers of several rows of which one at least would be written. */
  *collisions(): Iterable<{ readonly articleNumber: string; readonly stockItems: readonly string[] }> {
    for (const [articleNumber, stockItems] of this.rows) {
      if (typeof stockItems === 'string' || !stockItems.some((id) => this.taken.has(id))) continue;
      yield { articleNumber, stockItems };
    }
  }

  /** This run has come to the row, and is done with it. */
  visited(stockItemId: string): void {
    this.unvisited.delete(stockItemId);
    this.done.add(stockItemId);
  }

  /** An earlier part of the run that read it has done the row. */
  isDone(stockItemId: string): boolean {
    return this.done.has(stockItemId);
  }

  /** What another run has done says nothing about this one. */
  begin(startedAt: number): void {
    if (this.run === startedAt) return;
    this.run = startedAt;
    this.done.clear();
    this.unvisited.clear();
  }

  /** What a dead attempt has done after its last heartbeat was counted nowhere: it is looked at again. */
  recount(): void {
    this.done.clear();
  }

  /** It has heard of all changes until this run. */
  end(startedAt: number): void {
    this.knownAt = startedAt;
    this.done.clear();
  }

  /** Rows that are taken and were on none of the pages that were compared: the list has moved under the reader. */
  missed(): readonly string[] {
    return this.seesAll ? [...this.unvisited] : [];
  }

  /** The article as it was written last, or found in Ongoing. */
  digestOf(stockItemId: string): string | undefined {
    return this.digests.get(stockItemId);
  }

  handled(stockItemId: string, digest: string): void {
    this.digests.set(stockItemId, digest);
  }

  /** What the reading before it has handled. */
  remembers({ digests }: Registry): void {
    for (const [id, digest] of digests) if (this.numbers.has(id)) this.digests.set(id, digest);
  }

  private forget(stockItemId: string): void {
    const number = this.numbers.get(stockItemId);
    if (number === undefined) return;
    this.numbers.delete(stockItemId);
    this.taken.delete(stockItemId);
    this.unvisited.delete(stockItemId);
    const left = withoutRow(this.rows.get(number), stockItemId);
    if (left === undefined) this.rows.delete(number);
    else this.rows.set(number, left);
  }
}

function withRow(rows: string | readonly string[] | undefined, row: string): string | readonly string[] {
  if (rows === undefined) return row;
  return [...(typeof rows === 'string' ? [rows] : rows), row];
}

function withoutRow(rows: string | readonly string[] | undefined, row: string): string | readonly string[] | undefined {
  const left = (typeof rows === 'string' ? [rows] : (rows ?? [])).filter((one) => one !== row);
  return left.length > 1 ? left : left[0];
}

/** Rows of all goods owners together that are remembered between runs: about 40 MB. */
const mostRemembered = 200_000;

/** What this process remembers of registries; another process reads them anew. */
export class Registries {
  private readonly known = new Map<string, Registry>();

  constructor(private readonly most = mostRemembered) {}

  get(goodsOwner: string): Registry | undefined {
    return this.known.get(goodsOwner);
  }

  /** Those that were used longest ago make room. */
  keep(goodsOwner: string, registry: Registry): void {
    this.known.delete(goodsOwner);
    this.known.set(goodsOwner, registry);
    let rows = [...this.known.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [id, { size }] of this.known) {
      if (rows <= this.most || id === goodsOwner) return;
      this.known.delete(id);
      rows -= size;
    }
  }
}
