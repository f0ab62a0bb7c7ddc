import type { CallReport } from '../clients/http';
import { priorities } from '../protocol/names';
import type { EffectReport } from '../worker';
import { counter, gauge, histogram } from './instruments';
import type { Page } from './page';

/** What a worker tells, and what of it is counted. */
export interface WorkCounters {
  readonly onCall: (report: CallReport & { readonly connection: string }) => void;
  readonly onTurn: (turn: {
    readonly goodsOwner: string;
    readonly got: boolean;
    readonly priority: number;
    readonly waitedMs: number;
  }) => void;
  readonly onRest: (goodsOwner: string, ms: number) => void;
  readonly onLease: (change: 'taken' | 'lost') => void;
  readonly onEffect: (report: EffectReport) => void;
  readonly onAlert: (alerts: { readonly target: string; readonly outcome: string; readonly count: number }) => void;
  /** @param busyMs by goods owner, since the start */
  readonly lanesBusy: (busyMs: () => Readonly<Record<string, number>>) => void;
}

/** Counts what a worker does. */
export function countWork(page: Page): WorkCounters {
  const { registry } = page;
  const calls = counter(registry, 'bridge_remote_calls_total');
  const durations = histogram(registry, 'bridge_remote_call_duration_seconds');
  const waits = histogram(registry, 'bridge_lane_wait_seconds');
  const missed = counter(registry, 'bridge_lane_turns_missed_total');
  const busy = counter(registry, 'bridge_lane_busy_seconds_total');
  const restSeconds = counter(registry, 'bridge_lane_rest_seconds_total');
  const rests = counter(registry, 'bridge_lane_rests_total');
  const leases = gauge(registry, 'bridge_leases_held');
  const effects = counter(registry, 'bridge_effects_total');
  const captures = counter(registry, 'bridge_captures_total');
  const alerts = counter(registry, 'bridge_alerts_total');
  return {
    onCall({ system, connection, operation, outcome, durationMs }) {
      calls.inc({ system, connection, operation, outcome });
      durations.observe({ system, connection, operation }, durationMs / 1_000);
    },
    onTurn({ goodsOwner, got, priority, waitedMs }) {
      if (got) waits.observe({ goods_owner: goodsOwner, priority: wordOf(priority) }, waitedMs / 1_000);
      else missed.inc({ goods_owner: goodsOwner });
    },
    onRest(goodsOwner, ms) {
      rests.inc({ goods_owner: goodsOwner });
      restSeconds.inc({ goods_owner: goodsOwner }, ms / 1_000);
    },
    onLease: (change) => (change === 'taken' ? leases.inc() : leases.dec()),
    onEffect({ effect, end, goodsOwner, store, captures: on }) {
      effects.inc({ effect, end, goods_owner: goodsOwner, store });
      if (on) captures.inc({ goods_owner: goodsOwner, store, on, outcome: end });
    },
    onAlert: ({ target, outcome, count }) => alerts.inc({ target, outcome }, count),
    lanesBusy(busyMs) {
      page.before(() => {
        busy.reset();
        for (const [id, ms] of Object.entries(busyMs())) busy.inc({ goods_owner: id }, ms / 1_000);
      });
    },
  };
}

const wordOf = (priority: number) => Object.entries(priorities).find(([, one]) => one === priority)?.[0] ?? 'other';
