import type { Control } from '../../sandbox';
import type { Row } from './play';

/** How the stories ended. */
export interface Summary {
  readonly ok: boolean;
  readonly stories: readonly { story: string; shipment: string; ok: boolean; end: string }[];
  /** What must never be seen: captured twice, e-mailed twice, ordered twice. */
  readonly mishaps: readonly string[];
  readonly calls: { readonly centra: number; readonly ongoing: number };
}

export function summaryOf(rows: readonly Row[], counters: ReturnType<Control['counters']>): Summary {
  const stories = rows.map(({ story, shipmentId, result, why, tells }) => ({
    story: story.name,
    shipment: `${story.store}/${shipmentId}`,
    ok: result === 'as told',
    end: why ?? tells,
  }));
  const mishaps = Object.entries(counters.mishaps).flatMap(([kind, ids]) => ids.map((id) => `${kind}: ${id}`));
  const sum = (system: 'centra' | 'ongoing') =>
    Object.values(counters.calls[system] ?? {}).reduce(
      (all, { calls }) => all + Object.values(calls).reduce((one, other) => one + other, 0),
      0,
    );
  return {
    ok: stories.every(({ ok }) => ok) && mishaps.length === 0,
    stories,
    mishaps,
    calls: { centra: sum('centra'), ongoing: sum('ongoing') },
  };
}

export function summaryLines({ stories, mishaps, calls }: Summary): string[] {
  const wrong = stories.filter(({ ok }) => !ok);
  return [
    '',
    `${stories.length - wrong.length} of ${stories.length} stories ended as told.`,
    ...wrong.map(({ story, shipment, end }) => `  ✗ ${story} (${shipment}): ${end}`),
    mishaps.length === 0
      ? 'Nothing was captured, e-mailed or ordered twice.'
      : `What must never happen: ${mishaps.join(', ')}`,
    `Calls: ${calls.centra} to Centra, ${calls.ongoing} to Ongoing.`,
  ];
}
