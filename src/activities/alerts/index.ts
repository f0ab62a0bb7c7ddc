import type { Client } from '@temporalio/client';
import type { AlertConfig } from '../../config';
import type { AlertActivities } from '../../protocol/alerts';
import { createPostAlerts, type AlertReport } from './post';
import { createSeeAttention } from './see';
import { targetsOf } from './targets';

export interface AlertDeps {
  readonly client: Client;
  readonly alerts: readonly AlertConfig[];
  readonly onAlert?: (report: AlertReport) => void;
}

/** What the schedule `alerts` has done for it. */
export function createAlertActivities({ client, alerts, onAlert }: AlertDeps): AlertActivities {
  const targets = targetsOf(alerts);
  return {
    seeAttention: createSeeAttention(client, targets),
    postAlerts: createPostAlerts(targets, client.options.namespace, onAlert),
  };
}
