import type { Shipment } from '../clients/centra/schema';
import type { ArticleNumberPart } from '../config';
import type { OrderLine } from '../lifecycle/shipment/facts';
import { articleNumber } from './article-number';
import { FaultList } from './mapping-error';
import { physicalLines } from './physical-lines';

/**
 * What the lifecycle remembers of a shipment's lines: ids, article numbers and quantities, no personal data.
 *
 * @throws {MappingError} naming every line without an article number
 */
export function orderLinesOf(shipment: Pick<Shipment, 'products'>, parts: readonly ArticleNumberPart[]): OrderLine[] {
  const faults = new FaultList();
  const lines = physicalLines(shipment).flatMap((line) => {
    const number = faults.try(() => articleNumber(line, parts));
    return number === undefined ? [] : [{ lineId: line.lineId, articleNumber: number, qty: line.qty }];
  });
  faults.throwIfAny();
  return lines;
}
