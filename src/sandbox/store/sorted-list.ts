/** Items in order. Finding is a binary search, so that a page of a long list costs what the page costs. */
export class SortedList<Item> {
  private readonly items: Item[] = [];

  /** @param compare by values that never change while the item is in the list */
  constructor(private readonly compare: (a: Item, b: Item) => number) {}

  get length(): number {
    return this.items.length;
  }

  at(position: number): Item | undefined {
    return this.items[position];
  }

  add(item: Item): void {
    const last = this.items.at(-1);
    // New things are the youngest, nearly always.
    if (last === undefined || this.compare(last, item) < 0) this.items.push(item);
    else this.items.splice(this.position(item), 0, item);
  }

  remove(item: Item): void {
    const position = this.position(item);
    const there = this.items[position];
    if (there !== undefined && this.compare(there, item) === 0) this.items.splice(position, 1);
  }

  clear(): void {
    this.items.length = 0;
  }

  slice(from: number, to?: number): Item[] {
    return this.items.slice(from, to);
  }

  /** Where the first item that is not before the probe stands. */
  position(probe: Item): number {
    return this.first((item) => this.compare(item, probe) >= 0);
  }

  /** Where the first item stands for which this holds; it must hold for all that follow it. */
  first(holds: (item: Item) => boolean): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.items[middle] as Item)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  [Symbol.iterator](): IterableIterator<Item> {
    return this.items[Symbol.iterator]();
  }
}
