import { startDevServer } from '../../../src/devserver/start-dev-server';

/** Starts a server on a database, prints where, and lives until it is killed: `server-owner.ts BINARY DBFILE`. */
async function main([binary = '', dbFile]: string[]): Promise<void> {
  const server = await startDevServer({ binary, dbFile, headless: true });
  process.stdout.write(`${JSON.stringify({ address: server.address, pid: server.pid })}\n`);
}

void main(process.argv.slice(2));
