import { sleep } from '@temporalio/workflow';
import { shipment as asItIs } from '../../../src/workflows/shipment';

export * from '../../../src/workflows';

/** A change that nobody has made safe with `patched()`. */
export async function shipment(input: Parameters<typeof asItIs>[0]): ReturnType<typeof asItIs> {
  await sleep(1_000);
  return asItIs(input);
}
