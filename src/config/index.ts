/** `bridge.yaml`, checked whole and with every default filled in. */
export { configDigest } from './digest';
export { readEncryptionKey } from './encryption-key';
export { allStores, findGoodsOwner, findStore } from './find';
export { type ExtraCheck, loadConfig, parseConfig, type ParseOptions } from './load';
export { ConfigError, type ConfigProblem } from './problems';
export type { GoodsOwnerRuleTexts, RuleTexts, StoreRuleTexts } from './rule-texts';
export { Secret } from './secret';
export type * from './types';
