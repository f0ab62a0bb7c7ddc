import type { Given } from '../context';

/** What `bridge preview` can map. */
export const previewKinds = ['article', 'shipment', 'purchase-order'] as const;
export type PreviewKind = (typeof previewKinds)[number];

export interface PreviewOptions extends Given {
  readonly store?: string;
  /** The configuration to compare with. */
  readonly against?: string;
  /** Everything that is open now, in place of one id. */
  readonly all?: boolean;
}
