import { SortedList } from './sorted-list';
import type { Index } from './table';

/** Rows by something that many of them share (a status, a reference), each group in order. */
export class Groups<Row, Group extends string | number> implements Index<Row> {
  private readonly groups = new Map<Group, SortedList<Row>>();
  private readonly filed = new Map<string, { group: Group; row: Row }>();

  /**
   * @param groupOf the group of a row; undefined: in none
   * @param compare the order within a group, by values that never change
   */
  constructor(
    private readonly groupOf: (row: Row) => Group | undefined | null,
    private readonly compare: (a: Row, b: Row) => number,
  ) {}

  of(group: Group): SortedList<Row> {
    return this.groups.get(group) ?? new SortedList(this.compare);
  }

  names(): Group[] {
    return [...this.groups.keys()];
  }

  put(key: string, row: Row): void {
    const group = this.groupOf(row);
    const filed = this.filed.get(key);
    if (filed && filed.group === group && filed.row === row) return;
    if (filed) this.remove(key);
    if (group == null) return;
    let list = this.groups.get(group);
    if (!list) this.groups.set(group, (list = new SortedList(this.compare)));
    list.add(row);
    this.filed.set(key, { group, row });
  }

  remove(key: string): void {
    const filed = this.filed.get(key);
    if (!filed) return;
    const list = this.groups.get(filed.group);
    list?.remove(filed.row);
    if (list?.length === 0) this.groups.delete(filed.group);
    this.filed.delete(key);
  }

  clear(): void {
    this.groups.clear();
    this.filed.clear();
  }
}
