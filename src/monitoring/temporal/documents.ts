import type { Gauge } from 'prom-client';
import type { Config } from '../../config';
import { gauge } from '../instruments';
import type { Page } from '../page';
import { ageSeconds, type AskedTemporal, type Part } from './asked';
import { openDocuments, type OpenDocument } from './open-documents';

/** Series that count what has the same labels, and know the oldest of it. */
class Groups {
  private readonly groups = new Map<string, { labels: Record<string, string>; count: number; oldest: number }>();

  add(labels: Record<string, string>, since: number): void {
    const key = Object.values(labels).join('\n');
    const group = this.groups.get(key);
    if (!group) this.groups.set(key, { labels, count: 1, oldest: since });
    else {
      group.count += 1;
      group.oldest = Math.min(group.oldest, since);
    }
  }

  show(now: number, { counts, ages }: { counts?: Gauge; ages: Gauge }): void {
    for (const { labels, count, oldest } of this.groups.values()) {
      counts?.set(labels, count);
      ages.set(labels, ageSeconds(oldest, now));
    }
  }
}

/** What is under way, what needs a person, and what is not imported yet. */
export function documents({ registry }: Page, config: Config): Part {
  const open = gauge(registry, 'bridge_open_documents');
  const openAges = gauge(registry, 'bridge_open_documents_oldest_age_seconds');
  const notImported = gauge(registry, 'bridge_not_imported_oldest_age_seconds');
  const attention = gauge(registry, 'bridge_attention');
  const attentionAges = gauge(registry, 'bridge_attention_oldest_age_seconds');
  const connections = gauge(registry, 'bridge_connection_stage');
  const ids = new Set(config.goodsOwners.flatMap(({ id, stores }) => [id, ...stores.map((store) => store.id)]));
  /** What was left behind by a store that is not configured any more shows as `other`. */
  const idOf = (id: string) => (id === '' || ids.has(id) ? id : 'other');
  const importing = config.goodsOwners.flatMap(({ id, stores }) =>
    stores.filter((store) => store.import !== 'none').map((store) => ({ goods_owner: id, store: store.id })),
  );

  async function ask(temporal: AskedTemporal) {
    const groups = { open: new Groups(), attention: new Groups(), notImported: new Groups() };
    const stages: Record<'goods_owner' | 'store' | 'stage', string>[] = [];
    for await (const document of openDocuments(temporal)) {
      const { kind, stage, startedAt } = document;
      const whose = { goods_owner: idOf(document.goodsOwner), store: idOf(document.store) };
      if (kind === 'connection') stages.push({ ...whose, stage });
      else groups.open.add({ kind, stage, ...whose }, startedAt);
      if (isNotImported(document)) groups.notImported.add(whose, startedAt);
      if (document.attention) {
        groups.attention.add({ attention: document.attention.is, kind, ...whose }, document.attention.since);
      }
    }
    return (now: number) => {
      for (const store of importing) notImported.set(store, 0);
      groups.notImported.show(now, { ages: notImported });
      groups.open.show(now, { counts: open, ages: openAges });
      groups.attention.show(now, { counts: attention, ages: attentionAges });
      for (const labels of stages) connections.set(labels, 1);
    };
  }

  const all = [open, openAges, notImported, attention, attentionAges, connections];
  return { name: 'documents', ask, clear: () => all.forEach((one) => one.reset()) };
}

/** Passed the gate, and is not in the warehouse. What did not pass has no workflow: for that there is the age of the scan. */
const isNotImported = ({ kind, stage }: OpenDocument) =>
  (kind === 'shipment' || kind === 'order') && (stage === 'capturing' || stage === 'importing');
