import { articles } from './articles';
import { startBridge } from './bridge';
import { startRemoteSimulators } from './control';
import { lane } from './lane';
import { lives } from './lives';

async function main(): Promise<void> {
  const what = process.argv[2] ?? 'lives';
  const count = Number(process.argv[3] ?? 500);
  const simulators = await startRemoteSimulators();
  try {
    const bridge = await startBridge(simulators);
    try {
      const figures =
        what === 'lane'
          ? await lane(bridge, simulators, count, 200)
          : what === 'articles'
            ? await articles(bridge, simulators, count)
            : await lives(bridge, simulators, count);
      process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    } finally {
      await bridge.close();
    }
  } finally {
    simulators.process.kill();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
