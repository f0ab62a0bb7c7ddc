import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../http/call';
import type { Store } from '../store/store';
import type { Table } from '../store/table';
import { chance } from './chance';
import type { Fault, FaultKind, FaultRule } from './rule';

/** What one call meets. */
export interface Mishap {
  readonly kind: FaultKind;
  readonly fault: Fault;
}

/** The rules that are in force, in the order in which they were added, and what they have hit. */
export class Faults {
  private readonly table: Table<Fault>;

  constructor(
    private readonly store: Store,
    private readonly now: () => number,
  ) {
    this.table = store.table<Fault>('faults', (fault) => fault.id);
  }

  add(rule: FaultRule): Fault {
    return this.store.change(() => {
      const id = rule.id ?? `fault-${this.store.next('fault')}`;
      this.table.delete(id);
      return this.table.put({ ...rule, id, addedAt: this.now(), seen: 0, hits: 0 });
    });
  }

  list(): Fault[] {
    return [...this.table.values()];
  }

  /** @returns how many rules were removed */
  remove(id?: string): number {
    return this.store.change(() => {
      const gone = this.list().filter((fault) => id === undefined || fault.id === id);
      for (const fault of gone) this.table.delete(fault.id);
      return gone.length;
    });
  }

  /** @throws AbortError when `signal` aborts before the rule is removed */
  async untilRemoved(fault: Fault, signal: AbortSignal): Promise<void> {
    while (this.table.get(fault.id) === fault) await sleep(10, undefined, { signal });
  }

  /** The first rule that wants this call. Every rule that fits counts it, so that rules do not disturb each other. */
  next(call: Call): Mishap | undefined {
    if (this.table.size === 0) return undefined;
    return this.store.change(() => {
      let mishap: Mishap | undefined;
      for (const fault of this.table.values()) {
        const kinds = this.kindsFor(fault, call);
        if (kinds.length === 0) continue;
        fault.seen += 1;
        if (!mishap && strikes(fault)) {
          fault.hits += 1;
          mishap = { kind: choose(kinds, fault), fault };
        }
        this.table.put(fault);
      }
      return mishap;
    });
  }

  private kindsFor(fault: Fault, call: Call): FaultKind[] {
    if (fault.times !== undefined && fault.hits >= fault.times) return [];
    if (fault.untilMs !== undefined && this.now() >= fault.addedAt + fault.untilMs) return [];
    if (!fits(fault, call)) return [];
    return [fault.kind].flat().filter((kind) => applies(kind, call));
  }
}

function fits(fault: Fault, call: Call): boolean {
  if (fault.system !== undefined && fault.system !== call.system) return false;
  if (fault.store !== undefined && (call.system !== 'centra' || fault.store !== call.place)) return false;
  if (fault.goodsOwner !== undefined && (call.system !== 'ongoing' || fault.goodsOwner !== call.place)) return false;
  if (fault.method !== undefined && fault.method !== call.method) return false;
  if (fault.path !== undefined && !pathFits(fault.path, call.path)) return false;
  return fault.about === undefined || names(call, fault.about);
}

const pathFits = (pattern: string, path: string) =>
  pattern.startsWith('^') ? new RegExp(pattern).test(path) : path.startsWith(pattern);

const names = (call: Call, what: string) =>
  call.path.split('/').includes(what) ||
  call.query.entries().some(([, value]) => value === what) ||
  holds(call.body, what);

/** Whether a value somewhere in a document is this, as text or number. */
function holds(document: unknown, what: string): boolean {
  if (typeof document === 'string' || typeof document === 'number') return String(document) === what;
  return (
    typeof document === 'object' && document !== null && Object.values(document).some((value) => holds(value, what))
  );
}

function applies(kind: FaultKind, call: Call): boolean {
  switch (kind) {
    case 'null-id':
    case 'null-id-after':
      return call.idField !== undefined;
    case 'empty-list':
    case 'truncated-list':
      return call.isList;
    case 'shift-pages':
      return call.isList && (Number(call.query.text('offset') ?? 0) > 0 || Number(call.query.text('page') ?? 1) > 1);
    default:
      return true;
  }
}

function strikes(fault: Fault): boolean {
  if (fault.seen <= (fault.after ?? 0)) return false;
  return chance(fault.seed ?? 1, fault.seen) < (fault.probability ?? 1);
}

function choose(kinds: FaultKind[], fault: Fault): FaultKind {
  const drawn = Math.floor(chance((fault.seed ?? 1) ^ 0x5bd1e995, fault.seen) * kinds.length);
  return kinds[drawn] as FaultKind;
}
