import { startDevServer } from '../../../src/devserver/start-dev-server';

/**
 * Starts a server, prints where, and lives until it is killed: `server-owner.ts BINARY [DBFILE [TMPDIR]]`. Without a
 * database it is in memory.
 */
async function main([binary = '', dbFile, temporary]: string[]): Promise<void> {
  if (temporary !== undefined) process.env.TMPDIR = temporary;
  const server = await startDevServer({ binary, dbFile: dbFile === '' ? undefined : dbFile, headless: true });
  process.stdout.write(`${JSON.stringify({ address: server.address, pid: server.pid })}\n`);
}

void main(process.argv.slice(2));
