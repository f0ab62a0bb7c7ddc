import type { AnsweredWebhook } from '../gateway';
import { counter, histogram } from './instruments';
import type { Page } from './page';

/** @returns what to tell of every webhook */
export function countWebhooks({ registry }: Page): (webhook: AnsweredWebhook) => void {
  const total = counter(registry, 'bridge_webhooks_total');
  const duration = histogram(registry, 'bridge_webhook_duration_seconds');
  return ({ source, connection = '', outcome, durationMs }) => {
    total.inc({ source, connection, outcome });
    duration.observe({ source, outcome }, durationMs / 1_000);
  };
}
