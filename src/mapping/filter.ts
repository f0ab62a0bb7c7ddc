import type { Product, Shipment, WholeOrder } from '../clients/centra/schema';
import type { Expression } from './cel/expression';
import { deliveryView, documentViews, productView } from './cel/views';
import { type Fault, MappingError } from './mapping-error';
import type { GoodsOwnerRules, StoreRules } from './rules';

/** Whether a record passes. `fault`: that cannot be said of this record; it does not pass, and a person should know. */
export interface FilterResult {
  readonly passes: boolean;
  readonly fault?: Fault;
}

/** The store's `filter`. Never throws. */
export function passesFilter(document: Shipment | WholeOrder, rules: StoreRules): FilterResult {
  return decide(rules.filter, () => documentViews(document, rules));
}

/** The goods owner's `articles.filter`. Never throws. */
export function passesArticleFilter(product: Product, rules: GoodsOwnerRules): FilterResult {
  return decide(rules.articles, () => ({ product: productView(product) }));
}

/** The goods owner's `purchaseOrders.filter`, over a supplier delivery as Centra sends it. Never throws. */
export function passesDeliveryFilter(
  delivery: Readonly<Record<string, unknown>>,
  rules: GoodsOwnerRules,
): FilterResult {
  return decide(rules.purchaseOrders, () => ({ delivery: deliveryView(delivery) }));
}

function decide(filter: Expression | undefined, variables: () => Record<string, object>): FilterResult {
  if (filter === undefined) return { passes: true };
  try {
    const result = filter.evaluate(variables());
    if (typeof result === 'boolean') return { passes: result };
    return { passes: false, fault: { at: filter.place, what: 'gives neither true nor false (for this record)' } };
  } catch (error) {
    const [fault] = error instanceof MappingError ? error.faults : [];
    return { passes: false, fault: fault ?? { at: filter.place, what: 'cannot be evaluated (for this record)' } };
  }
}
