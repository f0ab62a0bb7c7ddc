import { writeAddress } from '../../../src/connection/running-up';

/** Writes an address as `up` does, says so, and lives on: `up.ts DATADIR`. */
writeAddress(process.argv[2] ?? '', { address: '127.0.0.1:4321', namespace: 'default' });
process.stdout.write('"written"\n');
setInterval(() => undefined, 1_000);
