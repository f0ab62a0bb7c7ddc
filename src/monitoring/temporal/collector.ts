import { setTimeout as pause } from 'node:timers/promises';
import { counter, gauge } from '../instruments';
import type { Page } from '../page';
import { ageSeconds, type AskedTemporal, type Part, type Show } from './asked';
import type { Reach } from './reach';

export interface CollectorOptions {
  readonly page: Page;
  readonly temporal: () => AskedTemporal | undefined;
  readonly reach: Reach;
  readonly parts: readonly Part[];
  /** Between two questions, at least. Default one minute. */
  readonly everyMs?: number;
  /** How long a page waits for the first answer. Default 5 s: Prometheus gives up after ten. */
  readonly firstWithinMs?: number;
}

/** Questions take at most this share of the time, however many documents are under way. */
const mostShare = 0.05;
/** An answer that is older than so many intervals is not shown any more. */
const goodFor = 3;

interface Answer {
  readonly show: Show;
  /** Epoch ms at which it was asked. */
  readonly at: number;
}

/**
 * What only Temporal knows, asked as a whole at most once a minute and only when somebody looks, never once for each
 * look. While Temporal is away nothing is shown of it: old figures would look like good ones.
 */
export function collectFromTemporal(options: CollectorOptions): void {
  const { page, temporal, reach, parts, everyMs = 60_000, firstWithinMs = 5_000 } = options;
  const up = gauge(page.registry, 'bridge_temporal_up');
  const asked = counter(page.registry, 'bridge_collections_total');
  const age = gauge(page.registry, 'bridge_collection_age_seconds');
  const duration = gauge(page.registry, 'bridge_collection_duration_seconds');
  const answers = new Map<Part, Answer>();
  let asking: Promise<void> | undefined;
  let nextAt = 0;
  let pausedMs = everyMs;
  for (const { name } of parts) for (const outcome of ['ok', 'failed']) asked.inc({ part: name, outcome }, 0);

  async function askAll(of: AskedTemporal): Promise<void> {
    const startedAt = performance.now();
    for (const part of parts) {
      const at = Date.now();
      const since = performance.now();
      try {
        answers.set(part, { show: await part.ask(of), at });
        asked.inc({ part: part.name, outcome: 'ok' });
      } catch {
        // Counted, and shown by its absence. The reason is for `/readyz`, which asks for itself.
        answers.delete(part);
        asked.inc({ part: part.name, outcome: 'failed' });
      }
      duration.set({ part: part.name }, (performance.now() - since) / 1_000);
    }
    pausedMs = Math.max(everyMs, (performance.now() - startedAt) / mostShare);
    nextAt = performance.now() + pausedMs;
  }

  page.before(async () => {
    const isUp = (await reach()) === undefined;
    const of = temporal();
    up.set(isUp ? 1 : 0);
    if (!isUp || !of) {
      answers.clear();
      duration.reset();
      nextAt = 0;
    } else if (!asking && performance.now() >= nextAt) {
      asking = askAll(of).finally(() => (asking = undefined));
    }
    if (asking && answers.size === 0) await Promise.race([asking, pause(firstWithinMs, undefined, { ref: false })]);
    const now = Date.now();
    age.reset();
    for (const part of parts) {
      part.clear();
      const answer = answers.get(part);
      if (!answer || now - answer.at > goodFor * pausedMs) continue;
      answer.show(now);
      age.set({ part: part.name }, ageSeconds(answer.at, now));
    }
  });
}
