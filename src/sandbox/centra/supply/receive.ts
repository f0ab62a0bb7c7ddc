import type { Answer, Call } from '../../http/call';
import { joinedSkus } from '../host';
import type { Product } from '../model';
import { done, idOf, isYes, membersOf, refused } from '../reply';
import type { CentraStore } from '../store';
import { addDelivery } from './create';
import type { Receipt, SupplierDelivery } from './model';
import { noDelivery } from './read';
import { showDelivery } from './show';
import type { Supply } from './supply';

type NameOf = (product: Product) => string;
type Received = Receipt['lines'];

/** `POST /supplier-deliveries/{id}`: what was received, by EAN. */
export const receiveByEan = (store: CentraStore, call: Call): Answer => report(store, call, ({ ean }) => ean);

/** `POST /supplier-deliveries/{id}/sku`: what was received, by the SKUs joined. */
export const receiveBySkus = (store: CentraStore, call: Call): Answer => report(store, call, joinedSkus);

function report(store: CentraStore, call: Call, nameOf: NameOf): Answer {
  const { supply } = store.host;
  const delivery = supply.delivery(call.params.id ?? '');
  if (!delivery) return noDelivery;
  return store.host.store.change(() => {
    delivery.counts.reportCalls += 1;
    if (delivery.receipts.some(({ by }) => by === 'api')) delivery.counts.repeatedReports += 1;
    const answer = receive(store, delivery, membersOf(call.body), nameOf);
    supply.deliveries.put(delivery);
    return answer;
  });
}

function receive(
  store: CentraStore,
  delivery: SupplierDelivery,
  body: Record<string, unknown>,
  nameOf: NameOf,
): Answer {
  const isFirst = store.host.supply.isVisible(delivery, store);
  if (!isFirst) {
    if (delivery.status !== 'accepted') return noDelivery;
    if (store.settings.receiveAgain === 'refuse') return refused('supplier delivery is accepted already');
  }
  const products = Object.entries(membersOf(body.products));
  if (products.length === 0) return refused('products missing');
  const received = readReceived(products, delivery, store, nameOf);
  if (typeof received === 'string') return refused(received);
  const insertStock = body.insertStock === undefined || isYes(body.insertStock);
  const rest = accept(store.host.supply, delivery, { by: 'api', insertStock, lines: received }, isFirst);
  if (!rest) return done();
  const shown = showDelivery(rest, store);
  return done({ additionalDelivery: store.settings.additionalDelivery === 'list' ? [shown] : shown });
}

/**
 * Takes a delivery in. What is missing of it comes with another one, unless the rest is on its way already. Within a
 * change.
 */
export function accept(
  supply: Supply,
  delivery: SupplierDelivery,
  { by, insertStock, lines }: Pick<Receipt, 'by' | 'insertStock' | 'lines'>,
  withRest: boolean,
): SupplierDelivery | undefined {
  const { host } = supply;
  if (insertStock) for (const { stockItemId, quantity } of lines) host.moveStock(stockItemId, quantity);
  const missing = delivery.lines.flatMap((line) => {
    const quantity = line.quantity - receivedOf(line.stockItemId, lines);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const rest = withRest && missing.length > 0 ? addDelivery(supply, delivery, missing) : undefined;
  delivery.status = 'accepted';
  delivery.receipts.push({ by, at: host.now(), insertStock, lines, additionalDeliveryId: rest?.deliveryId ?? null });
  supply.deliveries.put(delivery);
  return rest;
}

const receivedOf = (stockItemId: number, lines: Received): number =>
  lines.reduce((sum, line) => (line.stockItemId === stockItemId ? sum + line.quantity : sum), 0);

/** What the keys of a report mean, or why it is refused. */
function readReceived(
  products: readonly [key: string, value: unknown][],
  delivery: SupplierDelivery,
  store: CentraStore,
  nameOf: NameOf,
): Received | string {
  const { host, settings } = store;
  const received: Received = [];
  for (const [key, value] of products) {
    const quantity = idOf(value) === '' ? Number.NaN : Number(value);
    if (!Number.isInteger(quantity) || quantity < 0) return 'invalid quantity';
    const lines = delivery.lines.filter(({ stockItemId }) => {
      const product = host.products.get(stockItemId);
      return product !== undefined && nameOf(product) === key;
    });
    if (lines.length > 0) {
      received.push(...dealtOut(quantity, lines));
      continue;
    }
    if (settings.unknownReceiptKeys === 'leave-out') continue;
    const stranger = host.productsByName.all(key).find((product) => nameOf(product) === key && !product.bundle);
    if (settings.unknownReceiptKeys === 'refuse' || !stranger) return 'product does not exist in supplier delivery';
    received.push({ stockItemId: stranger.stockItemId, quantity });
  }
  return received;
}

/** Several lines with one name are filled one after the other; what is too much is the last one's. */
function dealtOut(quantity: number, lines: readonly { stockItemId: number; quantity: number }[]): Received {
  let left = quantity;
  return lines.map((line, n) => {
    const share = n === lines.length - 1 ? left : Math.min(left, line.quantity);
    left -= share;
    return { stockItemId: line.stockItemId, quantity: share };
  });
}
