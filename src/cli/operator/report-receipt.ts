import { fewAtOnce } from '../../schedules/few-at-once';
import { withTemporal } from '../context';
import { wrongUsage, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { resolvePurchaseOrder } from '../shipments/resolve-id';
import type { ActOptions } from './act';
import { actorOf } from './actor';
import { onShipment } from './on-shipment';
import { failed, report } from './result';

/** `bridge report-receipt`: what has been received of a purchase order is told to Centra now. */
export async function reportReceipt(ids: readonly string[], options: ActOptions, io: Io): Promise<ExitCode> {
  const { dryRun = false, timeout: timeoutMs } = options;
  const reason = options.reason?.trim();
  if (!reason) throw wrongUsage('report-receipt needs --reason "…": it is recorded with your name');
  const order = { action: 'complete', actor: actorOf(options.as), reason } as const;
  const output = createOutput(options, io);
  return withTemporal(options, io, async ({ client, config }) => {
    // Nothing is done before every id is understood.
    const targets = await fewAtOnce([...new Set(ids)], (id) => resolvePurchaseOrder(client, config, id));
    const results = await fewAtOnce(targets, async (target) => {
      if (target.kind === 'missing') return failed(target.id, target.message);
      const result = await onShipment(target.id, order, { client, dryRun, timeoutMs });
      return { ...result, message: result.message.replace(/^complete\b/, 'report-receipt') };
    });
    if (dryRun) output.say('Nothing was done (--dry-run).');
    return report(results, output);
  });
}
