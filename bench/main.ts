import { articles } from './articles';
import { startBridge, type BenchBridge } from './bridge';
import { startRemoteSimulators, type RemoteSimulators } from './control';
import { lane } from './lane';
import { latency } from './latency';
import { lives } from './lives';
import { stock } from './stock';
import { waiting } from './waiting';
import { webhooks } from './webhooks';

async function main(): Promise<void> {
  const what = process.argv[2] ?? 'lives';
  const count = Number(process.argv[3] ?? 500);
  const simulators = await startRemoteSimulators();
  try {
    const bridge = await startBridge(simulators);
    try {
      const figures = await measure(what, bridge, simulators, count);
      process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    } finally {
      await bridge.close();
    }
  } finally {
    simulators.process.kill();
  }
}

function measure(what: string, bridge: BenchBridge, simulators: RemoteSimulators, count: number): Promise<object> {
  switch (what) {
    case 'lane':
      return lane(bridge, simulators, count, 200);
    case 'lives':
      return lives(bridge, simulators, count);
    case 'latency':
      return latency(bridge, simulators, count);
    case 'waiting':
      return waiting(bridge, simulators, count);
    case 'articles':
      return articles(bridge, simulators, count);
    case 'stock':
      return stock(bridge, simulators, count);
    case 'webhooks':
      return webhooks(bridge, simulators, count);
    default:
      throw new Error(`there is no benchmark ${what}`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
