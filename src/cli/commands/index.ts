import type { Declare } from './command';
import { check } from './check';
import { codecServer } from './codec-server';
import { completion } from './completion';
import { gateway } from './gateway';
import { help } from './help';
import { operator } from './operator';
import { pauseAndResume } from './pause';
import { preview } from './preview';
import { reconcile } from './reconcile';
import { replay } from './replay';
import { reportReceipt } from './report-receipt';
import { sandbox } from './sandbox';
import { setup } from './setup';
import { shipment } from './shipment';
import { shipments } from './shipments';
import { simulators } from './simulators';
import { sync } from './sync';
import { testAlert } from './test-alert';
import { up } from './up';
import { worker } from './worker';

/** Every command, in the order of `bridge --help`. */
export const commands: readonly Declare[] = [
  up,
  sandbox,
  simulators,
  worker,
  gateway,
  codecServer,
  setup,
  check,
  testAlert,
  shipments,
  shipment,
  operator,
  reportReceipt,
  sync,
  preview,
  reconcile,
  pauseAndResume,
  replay,
  completion,
  help,
];
