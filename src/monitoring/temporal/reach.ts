import { toTemporalProblem } from '../../connection/errors';
import type { AskedTemporal } from './asked';

const answersWithinMs = 2_000;
/** Health and metrics, several probes each, ask at about the same time. */
const rememberedMs = 1_000;

/** Why Temporal cannot be used, in a sentence; nothing when it can. */
export type Reach = () => Promise<string | undefined>;

/** Asks Temporal whether it is there, knows the namespace and accepts us. */
export function reachOf(temporal: () => (AskedTemporal & { readonly address: string }) | undefined): Reach {
  let last: { readonly at: number; readonly problem: Promise<string | undefined> } | undefined;
  return async () => {
    const there = temporal();
    if (!there) return 'Temporal has not answered yet';
    if (!last || performance.now() - last.at > rememberedMs) last = { at: performance.now(), problem: ask(there) };
    return last.problem;
  };
}

async function ask({ connection, address, namespace }: AskedTemporal & { readonly address: string }) {
  try {
    await connection.withDeadline(Date.now() + answersWithinMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return undefined;
  } catch (error) {
    const problem = toTemporalProblem(error, { address, namespace, operation: 'work' });
    return problem instanceof Error ? problem.message : 'Temporal does not answer';
  }
}
