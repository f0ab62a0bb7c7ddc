import { claimDataDir } from '../../../src/devserver/claim-data-dir';

/** Claims a data directory, says so, and lives on: `claimer.ts DATADIR`. */
claimDataDir(process.argv[2] ?? '');
process.stdout.write('"claimed"\n');
setInterval(() => undefined, 1_000);
