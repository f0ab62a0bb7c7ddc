import type { Given } from '../context';
import { withTemporal } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { changes, warnings } from './sentences';
import { setUp } from './set-up';

/** `bridge setup` */
export async function runSetup(given: Given, io: Io): Promise<ExitCode> {
  const output = createOutput(given, io);
  return withTemporal(given, io, async ({ client, connection, namespace, config }) => {
    const report = await setUp({ client, connection, namespace, config });
    const changed = changes(report);
    output.data(report, () => changed.map((line) => `${line}\n`).join(''));
    if (changed.length === 0) output.say('Everything is as the configuration asks for.');
    for (const warning of warnings(report)) output.say(warning);
    return report.problems.length > 0 ? exit.remote : exit.fine;
  });
}
