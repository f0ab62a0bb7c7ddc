import type { TimelineEntry } from './entity';

/** What a life shows at the most; older entries give way, the first ones stay. */
const most = 120;
const first = 20;

/** Adds an entry to what `bridge shipment` shows. */
export function note<Facts extends { readonly timeline: readonly TimelineEntry[] }>(
  facts: Facts,
  entry: TimelineEntry,
): Facts {
  const timeline = [...facts.timeline, entry];
  if (timeline.length <= most) return { ...facts, timeline };
  return { ...facts, timeline: [...timeline.slice(0, first), ...timeline.slice(timeline.length - (most - first))] };
}
