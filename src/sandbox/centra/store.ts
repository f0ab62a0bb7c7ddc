import type { CentraHost } from './host';
import type { StoreSettings } from './settings';

/** One store and its Order API plugin. */
export interface CentraStore {
  readonly id: string;
  readonly type: 'b2b' | 'b2c';
  /** The last part of the base URL. */
  readonly uri: string;
  readonly secret: string;
  /** IANA name: the timezone that is set in this Centra. */
  readonly timezone: string;
  readonly currency: string;
  readonly host: CentraHost;
  settings: StoreSettings;
}
