import { activityInfo } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** How an effect of a shipment, an order, a purchase order or a return ended. */
export interface EffectReport {
  /** The activity's name. */
  readonly effect: string;
  /** In the words of `lifecycle/`; `failed` when the activity did not end in a result. */
  readonly end: string;
  readonly goodsOwner: string;
  readonly store: string;
  /** Whether a payment was to be captured: by itself before the import, or with the completion. */
  readonly captures?: 'import' | 'complete';
}

interface EffectCall {
  readonly key: { readonly goodsOwner: string; readonly store: string };
  readonly effect: { readonly do: string; readonly capture?: boolean };
}

/** Tells how every effect ended. What a scan or a synchronisation does is no effect: their runs have results of their own. */
export const effectReports =
  (tell: (report: EffectReport) => void): ActivityInterceptorsFactory =>
  () => ({
    inbound: {
      async execute(input, next) {
        const call = input.args[0];
        if (!isEffectCall(call)) return next(input);
        const { goodsOwner, store } = call.key;
        const { activityType: effect } = activityInfo();
        const captures = effect === 'capture' ? 'import' : call.effect.capture === true ? 'complete' : undefined;
        let end = 'failed';
        try {
          const result = await next(input);
          end = endOf(result);
          return result;
        } finally {
          tell({ effect, end, goodsOwner, store, ...(captures ? { captures } : {}) });
        }
      },
    },
  });

function isEffectCall(value: unknown): value is EffectCall {
  const { key, effect } = (value ?? {}) as Partial<EffectCall>;
  return typeof key?.goodsOwner === 'string' && typeof key.store === 'string' && typeof effect?.do === 'string';
}

const endOf = (result: unknown) => (result as { end?: string } | undefined)?.end ?? 'failed';
