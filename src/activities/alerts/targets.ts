import { createHash } from 'node:crypto';
import type { AlertConfig } from '../../config';

/** A target with the names by which it may be called: its address is a secret. */
export interface Target extends AlertConfig {
  /** A digest, too short to find the address by it. */
  readonly id: string;
  /** Its place in the configuration: `alerts[0]`. */
  readonly name: string;
}

export const targetsOf = (alerts: readonly AlertConfig[]): Target[] =>
  alerts.map((alert, index) => ({
    ...alert,
    id: digest(`${alert.format} ${alert.url.reveal()}`),
    name: `alerts[${index}]`,
  }));

const digest = (text: string) => createHash('sha256').update(`alerts ${text}`).digest('hex').slice(0, 12);
