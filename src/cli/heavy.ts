import { createRequire } from 'node:module';
import type * as Check from './check/check';
import type * as CodecServer from './codec-server/run-codec-server';
import type * as Config from '../config';
import type * as Connect from '../connection/connect';
import type * as ConnectionErrors from '../connection/errors';
import type * as Gateway from './gateway/run-gateway';
import type * as List from './shipments/list';
import type * as Mapping from '../mapping';
import type * as Operate from './operator/act';
import type * as Pause from './operator/pause';
import type * as Preview from './preview/run-preview';
import type * as Reconcile from './reconcile/reconcile';
import type * as Replay from './replay/run-replay';
import type * as ReportReceipt from './operator/report-receipt';
import type * as Sandbox from './sandbox/command';
import type * as SdkMetrics from './worker/sdk-metrics';
import type * as Setup from './setup/run-setup';
import type * as Show from './shipments/show';
import type * as Simulators from './simulators/run-simulators';
import type * as Sync from './sync/run-sync';
import type * as TestAlert from './alerts/run-test-alert';
import type * as Up from './up/command';
import type * as Worker from './worker/run-worker';

// Compiled to CommonJS, `import()` would want file names with `.js` at the end, which the tests' `.ts` files have not.
const load = createRequire(__filename);

/**
 * What takes its time to load (Temporal's client 0.4 s, its worker 0.7 s), loaded when it is asked for: `bridge --help`
 * and a mistyped command answer at once.
 */
export const heavy = {
  codecServer: () => load('./codec-server/run-codec-server') as typeof CodecServer,
  config: () => load('../config') as typeof Config,
  mapping: () => load('../mapping') as typeof Mapping,
  connect: () => load('../connection/connect') as typeof Connect,
  connectionErrors: () => load('../connection/errors') as typeof ConnectionErrors,
  check: () => load('./check/check') as typeof Check,
  gateway: () => load('./gateway/run-gateway') as typeof Gateway,
  list: () => load('./shipments/list') as typeof List,
  operate: () => load('./operator/act') as typeof Operate,
  pause: () => load('./operator/pause') as typeof Pause,
  preview: () => load('./preview/run-preview') as typeof Preview,
  reconcile: () => load('./reconcile/reconcile') as typeof Reconcile,
  replay: () => load('./replay/run-replay') as typeof Replay,
  reportReceipt: () => load('./operator/report-receipt') as typeof ReportReceipt,
  sandbox: () => load('./sandbox/command') as typeof Sandbox,
  sdkMetrics: () => load('./worker/sdk-metrics') as typeof SdkMetrics,
  setup: () => load('./setup/run-setup') as typeof Setup,
  show: () => load('./shipments/show') as typeof Show,
  simulators: () => load('./simulators/run-simulators') as typeof Simulators,
  sync: () => load('./sync/run-sync') as typeof Sync,
  testAlert: () => load('./alerts/run-test-alert') as typeof TestAlert,
  up: () => load('./up/command') as typeof Up,
  worker: () => load('./worker/run-worker') as typeof Worker,
};
