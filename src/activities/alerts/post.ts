import { cancellationSignal } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { postJson, type Posted } from '../../clients/post';
import type { AlertActivities } from '../../protocol/alerts';
import { alertDocument, type AlertDocument } from './document';
import { slackMessage } from './slack';
import type { Target } from './targets';

/** How a post ended, for the log: without the address. */
export interface AlertReport {
  /** `alerts[0]` */
  readonly target: string;
  readonly outcome: 'posted' | 'refused' | 'away';
  /** How many news were in it. */
  readonly count: number;
  /** Why not: `HTTP 404`. */
  readonly why?: string;
}

/** Chats answer within a second; whoever needs longer is away. */
const timeoutMs = 10_000;

export const createPostAlerts =
  (
    targets: readonly Target[],
    namespace: string,
    onAlert: (report: AlertReport) => void = () => undefined,
  ): AlertActivities['postAlerts'] =>
  async ({ target: id, at, alerts }) => {
    const target = targets.find((one) => one.id === id);
    // Another process may know it.
    if (!target)
      throw ApplicationFailure.retryable('this worker’s configuration does not have the target', 'AlertNotPosted');
    const posted = await postTo(target, alertDocument(alerts, { at, namespace }), cancellationSignal());
    const { name } = target;
    if (posted.end === 'taken') {
      onAlert({ target: name, outcome: 'posted', count: alerts.length });
      return posted;
    }
    onAlert({ target: name, outcome: posted.end, count: alerts.length, why: posted.why });
    if (posted.end === 'away') throw ApplicationFailure.retryable(posted.why, 'AlertNotPosted');
    return posted;
  };

/** One attempt. */
export function postTo({ url, format }: Target, document: AlertDocument, signal?: AbortSignal): Promise<Posted> {
  return postJson(url.reveal(), format === 'slack' ? slackMessage(document) : document, {
    timeoutMs,
    headers: { 'Idempotency-Key': document.id },
    ...(signal ? { signal } : {}),
  });
}
