import { findTemporal } from '../../../src/devserver/find-temporal';

/** Looks for Temporal on a machine without network, and prints what it found: `finder.ts CACHEDIR PATH`. */
async function main([cacheDir, path]: string[]): Promise<void> {
  const found = await findTemporal({ cacheDir, env: { PATH: path }, downloadFrom: 'http://127.0.0.1:1' });
  process.stdout.write(`${JSON.stringify(found)}\n`);
}

void main(process.argv.slice(2));
