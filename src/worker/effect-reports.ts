import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { isEffectCall } from './effect-call';

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

/** Tells how every effect ended. What a scan or a synchronisation does is no effect: their runs have results of their own. */
export const effectReports =
  (tell: (report: EffectReport) => void): ActivityInterceptorsFactory =>
  () => ({
    inbound: {
      async execute(input, next) {
        const call = input.args[0];
        if (!isEffectCall(call)) return next(input);
        const { goodsOwner, store } = call.key;
        const { do: effect, capture } = call.effect;
        const captures = effect === 'capture' ? 'import' : capture === true ? 'complete' : undefined;
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

const endOf = (result: unknown) => (result as { end?: string } | undefined)?.end ?? 'failed';
