import { isOpen } from '../../activities/shipment/whole-order';
import { ApiError } from '../../clients/errors';
import { CliProblem, exit, wrongUsage, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput, type Output } from '../output';
import { configurations, type Configurations } from './configurations';
import { fieldDifferences, type FieldDifference } from './differences';
import { findArticle, findShipment } from './find';
import { oneForPeople, summaryForPeople } from './for-people';
import { mapArticle, mapDelivery, mapShipment, type ListedShipment, type Mapped, type Side } from './mapped';
import type { PreviewKind, PreviewOptions } from './options';
import { deliveries, findDelivery, products, shipments, wholeOrders, type Page } from './pages';
import { sideOf, storeOf } from './sides';
import { Tally } from './tally';

/** What a preview of one record says. The document may hold a customer's address: it goes to standard output only. */
export interface Preview extends Mapped {
  readonly id: string;
  readonly kind: PreviewKind;
  readonly store: string;
  readonly differences: readonly FieldDifference[];
  /** What the configuration that is compared with makes of it; `null`: nothing was compared. */
  readonly before: Pick<Mapped, 'outcome' | 'reasons'> | null;
}

/** Rows of one kind: how they are mapped and what they are called. */
interface Source<Row> {
  readonly map: (row: Row, side: Side) => Mapped;
  readonly idOf: (row: Row) => string;
  readonly find: (id: string) => Promise<Row | undefined>;
  readonly all: () => AsyncGenerator<Page<Row>>;
}

/** `bridge preview` */
export async function preview(
  kind: PreviewKind,
  id: string | undefined,
  options: PreviewOptions,
  io: Io,
): Promise<ExitCode> {
  if ((id === undefined) === !options.all) throw wrongUsage('name one id, or --all');
  const output = createOutput(options, io);
  const both = configurations(options, io);
  if (both.note) output.say(both.note);
  const store = storeOf(both.after, kind, options.store);
  const after = sideOf(both.after, store);
  if (!after) throw wrongUsage(`the configuration has no store ${store}`);
  try {
    // One reading for both configurations: what differs between two readings is no difference between them.
    const sides = { after, before: beforeOf(both, store, output) };
    const { centra } = after.store;
    switch (kind) {
      case 'shipment': {
        const now = Date.now();
        return await show(kind, store, id, sides, output, {
          map: (row, side) => mapShipment(row, side, now),
          idOf: ({ shipment }) => shipment.shipmentId,
          find: (name) => findShipment(centra, name),
          all: () => open(after),
        });
      }
      case 'article': {
        const rules = [sides.after, sides.before].flatMap((side) =>
          side ? [side.goodsOwner.config.articles.articleNumber] : [],
        );
        return await show(kind, store, id, sides, output, {
          map: mapArticle,
          idOf: ({ stockItemId }) => stockItemId,
          find: (name) => findArticle(centra, name, rules, output.say),
          all: () => products(centra),
        });
      }
      case 'purchase-order':
        return await show(kind, store, id, sides, output, {
          map: mapDelivery,
          idOf: ({ deliveryId }) => deliveryId,
          find: (name) => findDelivery(centra, name),
          all: () => deliveries(centra),
        });
    }
  } catch (error) {
    // Its message names call and kind, and no value.
    if (error instanceof ApiError)
      throw new CliProblem(exit.remote, `${store}: ${error.message}; \`bridge check\` says what to mend`);
    throw error;
  }
}

/** What is open of what the store imports: shipments, orders, or both. */
async function* open({ store: { centra, config } }: Side): AsyncGenerator<Page<ListedShipment>> {
  if (config.import !== 'orders') {
    for await (const { rows, broken } of shipments(centra)) {
      yield { rows: rows.map((shipment) => ({ shipment, list: 'goodtogo' })), broken };
    }
  }
  if (config.import === 'orders' || config.import === 'both') {
    for await (const { rows, broken } of wholeOrders(centra)) {
      yield { rows: rows.filter(isOpen).map((shipment) => ({ shipment, list: 'order' })), broken };
    }
  }
}

interface Sides {
  readonly after: Side;
  readonly before: Side | undefined;
}

function beforeOf({ before }: Configurations, store: string, output: Output): Side | undefined {
  if (!before) return undefined;
  const side = sideOf(before, store);
  if (!side) output.say(`nothing to compare with: ${before.file} has no store ${store}`);
  return side;
}

async function show<Row>(
  kind: PreviewKind,
  store: string,
  id: string | undefined,
  sides: Sides,
  output: Output,
  source: Source<Row>,
): Promise<ExitCode> {
  if (id === undefined) return showAll(kind, store, sides, output, source);
  const row = await source.find(id);
  if (row === undefined) throw new CliProblem(exit.failed, `Centra shows no ${nouns[kind]} ${id} in ${store}`);
  const after = source.map(row, sides.after);
  const before = sides.before && source.map(row, sides.before);
  const differences = before?.document && after.document ? fieldDifferences(before.document, after.document) : [];
  const told: Preview = {
    id: source.idOf(row),
    ...{ kind, store },
    ...after,
    differences,
    before: before ? { outcome: before.outcome, reasons: before.reasons } : null,
  };
  output.data(told, () => oneForPeople(told, output.paint));
  return after.outcome === 'unmappable' ? exit.found : exit.fine;
}

async function showAll<Row>(
  kind: PreviewKind,
  store: string,
  { after, before }: Sides,
  output: Output,
  source: Source<Row>,
): Promise<ExitCode> {
  const tally = new Tally(before !== undefined);
  const seen = new Set<string>();
  for await (const { rows, broken } of source.all()) {
    for (const row of rows) {
      const id = source.idOf(row);
      if (seen.has(id)) continue;
      seen.add(id);
      tally.add(id, source.map(row, after), before && source.map(row, before));
      if (seen.size % tellEvery === 0) output.say(`${seen.size} ${nouns[kind]}s read so far`);
    }
    for (const { id, at } of broken) tally.broken(id ?? at);
  }
  const summary = tally.summary();
  output.data({ kind, store, ...summary }, () => summaryForPeople(summary, kind, output.paint));
  return summary.unmappable.count + summary.broken.count > 0 ? exit.found : exit.fine;
}

const tellEvery = 5_000;

/** What Centra calls them. */
const nouns = { article: 'article', shipment: 'shipment', 'purchase-order': 'supplier delivery' } as const;
