import { tryLock } from '../../../src/devserver/lock-file';

/** Tries to take a lock at a given time, says whether it has it, and lives on: `locker.ts FILE EPOCHMS`. */
function main([file = '', at]: string[]): void {
  while (Date.now() < Number(at)); // at the same moment as the others
  const outcome = tryLock(file);
  process.stdout.write(`${JSON.stringify('lock' in outcome ? 'mine' : 'taken')}\n`);
  setInterval(() => undefined, 1_000);
}

main(process.argv.slice(2));
