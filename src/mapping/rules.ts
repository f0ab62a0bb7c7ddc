import type { ConfigProblem, GoodsOwnerRuleTexts, RuleTexts, StoreRuleTexts } from '../config';
import { didYouMean } from '../nearest';
import { createEnvironment } from './cel/environment';
import { compile, type Expression } from './cel/expression';
import { documentNames, type Variables } from './cel/variables';
import type { Named } from './cel/views';
import { fixedTargets, orderTargets, type Target } from './order-targets';
import { fitsStatically, staticWords } from './target-values';

/** The expressions of one store, compiled. */
export interface StoreRules {
  /** Custom order attributes that they may name. */
  readonly attributes: readonly string[];
  /** What they name the document: `shipment`, `order`, or either. */
  readonly variables: Variables;
  /** Undefined: everything passes. */
  readonly filter?: Expression;
  readonly mapping: readonly MappingRule[];
}

export interface MappingRule extends Target {
  /** A path of Ongoing's order; `orderLines[].…` is set for each line. */
  readonly target: string;
  readonly expression: Expression;
}

/** The expressions of one goods owner. */
export interface GoodsOwnerRules {
  readonly articles?: Expression;
  readonly purchaseOrders?: Expression;
}

/**
 * Compiles what a store says about filters and mappings.
 *
 * @returns the rules, and what is wrong with those that are not among them, by paths that begin at the store
 */
export function compileRules(store: StoreRuleTexts): { rules: StoreRules; problems: ConfigProblem[] } {
  const { attributes } = store;
  const variables = documentNames(store.import);
  const problems: ConfigProblem[] = [];
  const filter = compileFilter(store.filter, variables, attributes, 'filter', problems);
  const mapping = Object.entries(store.mapping).flatMap(
    ([target, text]) => mappingRule(target, text, { variables, attributes }, problems) ?? [],
  );
  return { rules: { attributes, variables, ...(filter && { filter }), mapping }, problems };
}

/** The same for a goods owner's filters, by paths that begin at the goods owner. */
export function compileGoodsOwnerRules(owner: Pick<GoodsOwnerRuleTexts, 'articles' | 'purchaseOrders'>): {
  rules: GoodsOwnerRules;
  problems: ConfigProblem[];
} {
  const problems: ConfigProblem[] = [];
  const filter = (text: string, variables: Variables, place: string) =>
    compileFilter(text, variables, [], place, problems);
  const articles = filter(owner.articles.filter, { product: 'Product' }, 'articles.filter');
  const purchaseOrders = filter(owner.purchaseOrders.filter, { delivery: 'Delivery' }, 'purchaseOrders.filter');
  return { rules: { ...(articles && { articles }), ...(purchaseOrders && { purchaseOrders }) }, problems };
}

/** Every expression of a configuration that cannot be used: a check to give to `loadConfig`. */
export function checkRules(config: RuleTexts): ConfigProblem[] {
  return config.goodsOwners.flatMap((owner, index) => {
    const place = `goodsOwners[${index}]`;
    return [
      ...at(place, compileGoodsOwnerRules(owner).problems),
      ...owner.stores.flatMap((store, nth) => at(`${place}.stores[${nth}]`, compileRules(store).problems)),
    ];
  });
}

const at = (place: string, problems: ConfigProblem[]): ConfigProblem[] =>
  problems.map((problem) => ({ ...problem, path: `${place}.${problem.path}` }));

function compileFilter(
  text: string,
  variables: Variables,
  attributes: readonly string[],
  path: string,
  problems: ConfigProblem[],
): Expression | undefined {
  if (text.trim() === '') return undefined;
  const expression = compile(createEnvironment(variables, attributes), variables, path, text);
  if (!('evaluate' in expression)) {
    problems.push({ path, ...expression });
  } else if (expression.type !== 'bool' && expression.type !== 'dyn') {
    problems.push({ path, what: `must be true or false, and gives ${staticWords(expression.type)}` });
  } else {
    return expression;
  }
  return undefined;
}

function mappingRule(target: string, text: string, named: Named, problems: ConfigProblem[]): MappingRule | undefined {
  const path = `mapping${/^[A-Za-z_]\w*$/.test(target) ? `.${target}` : `[${JSON.stringify(target)}]`}`;
  // `orderLines.comment` is what one writes first.
  const name = target.replace(/^orderLines\.(?=\w)/, 'orderLines[].');
  const kind = Object.hasOwn(orderTargets, name) ? orderTargets[name] : undefined;
  if (kind === undefined) {
    const fixed = Object.hasOwn(fixedTargets, name) ? fixedTargets[name] : undefined;
    const unknown = { what: 'is no field of Ongoing’s order', ...didYouMean(name, Object.keys(orderTargets)) };
    problems.push({ path, ...(fixed === undefined ? unknown : { what: fixed }) });
    return undefined;
  }
  const variables: Variables = {
    ...named.variables,
    ...(name.startsWith('orderLines[]') ? { line: 'ShipmentLine' } : {}),
  };
  const expression = compile(createEnvironment(variables, named.attributes), variables, path, text);
  if (!('evaluate' in expression)) {
    problems.push({ path, ...expression });
    return undefined;
  }
  if (!fitsStatically(expression.type, kind.kind)) {
    const [needed, given] = [staticWords(kind.kind), staticWords(expression.type)];
    problems.push({ path, what: `must give ${needed}, and gives ${given}` });
    return undefined;
  }
  return { target: name, ...kind, expression };
}
