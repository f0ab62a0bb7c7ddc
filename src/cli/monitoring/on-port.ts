import { CliProblem, exit } from '../exit';

/**
 * Begins to listen, and says in plain words when the port cannot be had.
 *
 * @param settings what to change then
 * @throws {CliProblem} the port is taken
 */
export async function onPort<T>(
  settings: string,
  { host, port }: { readonly host: string; readonly port: number },
  begin: () => Promise<T>,
): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    const why = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${code})`;
    throw new CliProblem(exit.failed, `port ${port} of ${host} ${why}: set ${settings}`);
  }
}
