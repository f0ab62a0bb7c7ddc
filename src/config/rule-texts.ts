/**
 * The expressions (CEL) of the configuration and what they may name. A `Config` is one; so is what can be read of a
 * file that has other problems, so that wrong expressions stand in the same list as everything else that is wrong.
 */
export interface RuleTexts {
  readonly goodsOwners: readonly GoodsOwnerRuleTexts[];
}

export interface GoodsOwnerRuleTexts {
  readonly articles: { readonly filter: string };
  readonly purchaseOrders: { readonly filter: string };
  readonly stores: readonly StoreRuleTexts[];
}

export interface StoreRuleTexts {
  /** What is imported: expressions name it. Anything but `orders` and `both` counts as shipments. */
  readonly import?: unknown;
  readonly attributes: readonly string[];
  readonly filter: string;
  readonly mapping: Readonly<Record<string, string>>;
}
