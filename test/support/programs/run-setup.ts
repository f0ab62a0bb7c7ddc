import globalSetup, { environmentName } from '../global-setup';

/** Does what jest does before the tests, prints what came of it, and lives on. */
async function main(): Promise<void> {
  const said = await globalSetup().then(
    () => ({ run: JSON.parse(process.env[environmentName] ?? '') as unknown, pid: globalThis.bridgeTestServer?.pid }),
    (error: unknown) => ({ error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

void main();
