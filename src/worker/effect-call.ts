import { activityInfo } from '@temporalio/activity';

/** The argument of an activity that is an effect of a shipment, an order, a purchase order or a return. */
export interface AnyEffectCall {
  readonly key: { readonly goodsOwner: string; readonly store: string };
  readonly effect: { readonly do: string; readonly capture?: boolean };
}

/**
 * Within an activity: whether it is an effect. Its argument says whose and names the effect, and the activity has the
 * effect's name; what a scan or a synchronisation does is none.
 */
export function isEffectCall(argument: unknown): argument is AnyEffectCall {
  const { key, effect } = (argument ?? {}) as Partial<AnyEffectCall>;
  return (
    typeof key?.goodsOwner === 'string' &&
    typeof key.store === 'string' &&
    typeof effect?.do === 'string' &&
    effect.do === activityInfo().activityType
  );
}
