import type { Shipment } from '../clients/centra/schema';
import type { OrderDocument } from '../clients/ongoing/documents';
import { documentViews, lineView } from './cel/views';
import type { FaultList } from './mapping-error';
import type { MappedLine } from './order';
import type { MappingRule, StoreRules } from './rules';
import { targetValue, unfit } from './target-values';

type Group = Record<string, unknown>;

/**
 * Puts the results of `mapping:` into a document that was just made. A result without a value takes the built-in value
 * away. What cannot be evaluated is noted, and the target keeps what it has.
 */
export function applyMapping(
  document: OrderDocument,
  shipment: Shipment,
  lines: readonly MappedLine[],
  { rules, timezone }: { rules: StoreRules; timezone: string },
  faults: FaultList,
): void {
  if (rules.mapping.length === 0) return;
  const views = documentViews(shipment, rules);
  for (const rule of rules.mapping) {
    const path = rule.target.replace(/^orderLines\[\]\./, '').split('.');
    if (!rule.target.startsWith('orderLines[]')) {
      set(document, path, rule, views);
      continue;
    }
    for (const { line, document: row } of lines) {
      set(row, path, rule, { ...views, line: lineView(line, shipment) });
    }
  }

  function set(group: object, path: string[], rule: MappingRule, variables: Record<string, object>) {
    const { expression } = rule;
    faults.try(() => {
      const value = targetValue(expression.evaluate(variables), rule, timezone);
      if (value === unfit) faults.add(expression.place, 'gives a value that the field cannot take (for this record)');
      else if (value !== undefined || !rule.needed) setAt(group as Group, path, value);
    });
  }
}

function setAt(group: Group, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) group[key] = value;
  // A copy: groups may be shared, and only the document's own is ours.
  else setAt((group[key] = { ...(group[key] as Group | undefined) }), rest, value);
}
