import type { Config } from '../../config';
import type { Difference } from '../../lifecycle/reconcile/difference';
import type { Sum } from '../../lifecycle/reconcile/account';
import type { KindCount, PartAccount, ReconcileResult } from '../../protocol/reconcile';
import { fewAtOnce } from '../../schedules/few-at-once';
import { withTemporal } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { notConfigured } from '../not-configured';
import { createOutput } from '../output';
import { forPeople } from './for-people';
import { reconcileParts, type ReconcileOptions } from './options';
import { runComparison } from './run-comparison';

/** What `bridge reconcile --json` prints. */
export interface ReconcileDocument {
  readonly differences: readonly Difference[];
  /** Being worked on, or waiting for the next run. */
  readonly underWay: readonly Difference[];
  readonly counts: {
    /** By kind, of those that are named and of those that are too many to be named. */
    readonly kinds: Readonly<Record<string, KindCount>>;
    /** What was counted: how many there are, and in which states. The states add up to the total. */
    readonly sums: Readonly<Record<string, Sum>>;
    readonly differences: number;
    readonly expected: number;
    readonly underWay: number;
  };
  /** What was not compared, and why. */
  readonly notCompared: readonly { readonly goodsOwner: string; readonly part: string; readonly why: string }[];
}

/** `bridge reconcile` */
export async function reconcile(options: ReconcileOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  return withTemporal(options, io, async ({ client, config }) => {
    const parts = reconcileParts.filter((part) => options.only === undefined || options.only.includes(part));
    const signal = io.stopSignal();
    const results = await fewAtOnce(goodsOwnersOf(config, options), (goodsOwner) =>
      runComparison(client, { goodsOwner, parts }, { signal, say: output.say }),
    );
    const document = documentOf(results);
    output.data(document, () => forPeople(document, output.paint));
    const { differences, expected, underWay } = document.counts;
    output.say(`${things(differences, 'difference')}, ${expected} that somebody wants so, ${underWay} under way.`);
    return differences + (options.strict ? expected : 0) > 0 ? exit.found : exit.fine;
  });
}

const things = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function goodsOwnersOf({ goodsOwners }: Config, { goodsOwner }: ReconcileOptions): string[] {
  const ids = goodsOwners.map(({ id }) => id);
  if (goodsOwner === undefined) return ids;
  if (!ids.includes(goodsOwner)) throw notConfigured('goods owner', goodsOwner, ids);
  return [goodsOwner];
}

export function documentOf(results: readonly ReconcileResult[]): ReconcileDocument {
  const all: readonly (PartAccount & { goodsOwner: string })[] = results.flatMap(({ goodsOwner, parts }) =>
    parts.map((part) => ({ ...part, goodsOwner })),
  );
  const kinds: Record<string, KindCount> = {};
  for (const { counts } of all) {
    for (const [kind, { differences, expected }] of Object.entries(counts)) {
      const before = kinds[kind] ?? { differences: 0, expected: 0 };
      kinds[kind] = { differences: before.differences + differences, expected: before.expected + expected };
    }
  }
  const total = (of: (count: KindCount) => number) => Object.values(kinds).reduce((sum, count) => sum + of(count), 0);
  return {
    differences: all.flatMap(({ differences }) => differences),
    underWay: all.flatMap(({ underWay }) => underWay),
    counts: {
      kinds,
      sums: Object.fromEntries(all.flatMap(({ sums }) => Object.entries(sums))),
      differences: total(({ differences }) => differences),
      expected: total(({ expected }) => expected),
      underWay: all.reduce((sum, { underWayTotal }) => sum + underWayTotal, 0),
    },
    notCompared: all.flatMap(({ goodsOwner, part, notCompared: why }) =>
      why === undefined ? [] : [{ goodsOwner, part, why }],
    ),
  };
}
