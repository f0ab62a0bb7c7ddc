import { fieldDifferences, fieldOf } from './differences';
import type { Mapped } from './mapped';

/** So many ids stand for all the others. */
const mostExamples = 5;

/** How many, and which for instance. */
export interface Some {
  readonly count: number;
  readonly examples: readonly string[];
}

/** What configurations make of everything that is open. Ids, names of fields and counts only. */
export interface Summary {
  /** Records that were read. */
  readonly read: number;
  /** Records that cannot be read, by where they stand. */
  readonly broken: Some;
  readonly taken: number;
  readonly leftOut: Some;
  readonly unmappable: Some;
  /** Why, each reason with its records. */
  readonly reasons: readonly (Some & { readonly reason: string })[];
  /** Of those that are mapped with both configurations: how many documents differ. Absent: nothing was compared. */
  readonly changed?: number;
  readonly fields?: readonly (Some & { readonly field: string })[];
  /** Those whose outcome is another one. */
  readonly outcomes?: readonly (Some & { readonly before: Mapped['outcome']; readonly after: Mapped['outcome'] })[];
}

/** Counts record by record, and keeps a few ids of each kind: its size does not grow with the number of records. */
export class Tally {
  private read = 0;
  private taken = 0;
  private changed = 0;
  private readonly some = new Map<string, { count: number; examples: string[] }>();

  constructor(private readonly compares: boolean) {}

  broken(place: string): void {
    this.note('broken', '', place);
  }

  /** @param before what the other configuration makes of it; absent: it has no such store, or nothing is compared */
  add(id: string, after: Mapped, before?: Mapped): void {
    this.read += 1;
    if (after.outcome === 'taken') this.taken += 1;
    else this.note('outcome', after.outcome, id);
    for (const reason of new Set(after.reasons)) this.note('reason', withoutIds(reason), id);
    if (!before) return;
    if (before.outcome !== after.outcome) this.note('turn', `${before.outcome} ${after.outcome}`, id);
    if (!before.document || !after.document) return;
    const fields = new Set(fieldDifferences(before.document, after.document).map(fieldOf));
    if (fields.size > 0) this.changed += 1;
    for (const field of fields) this.note('field', field, id);
  }

  summary(): Summary {
    const one = (kind: string, name: string): Some => this.some.get(`${kind} ${name}`) ?? { count: 0, examples: [] };
    return {
      read: this.read,
      broken: one('broken', ''),
      taken: this.taken,
      leftOut: one('outcome', 'left-out'),
      unmappable: one('outcome', 'unmappable'),
      reasons: this.all('reason').map(([reason, some]) => ({ reason, ...some })),
      ...(this.compares && {
        changed: this.changed,
        fields: this.all('field').map(([field, some]) => ({ field, ...some })),
        outcomes: this.all('turn').map(([turn, some]) => {
          const [before, after] = turn.split(' ') as [Mapped['outcome'], Mapped['outcome']];
          return { before, after, ...some };
        }),
      }),
    };
  }

  private note(kind: string, name: string, id: string): void {
    const key = `${kind} ${name}`;
    const some = this.some.get(key) ?? { count: 0, examples: [] };
    this.some.set(key, some);
    some.count += 1;
    if (some.examples.length < mostExamples) some.examples.push(id);
  }

  /** Of one kind, the most frequent first. */
  private all(kind: string): [name: string, some: Some][] {
    return [...this.some]
      .filter(([key]) => key.startsWith(`${kind} `))
      .map(([key, some]): [string, Some] => [key.slice(kind.length + 1), some])
      .sort(([, one], [, other]) => other.count - one.count);
  }
}

/** `products[501]: no value …` is the same reason for every line. */
const withoutIds = (reason: string): string => reason.replace(/^(\w+)\[[^\]]*\]/, '$1[]');
