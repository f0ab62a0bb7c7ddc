import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { code, grpcFailure, TemporalRefused, TemporalUnauthorized, toTemporalProblem } from './errors';

export interface WantedSearchAttribute {
  readonly name: string;
  readonly type: 'KEYWORD' | 'DATETIME';
}

/** The operator API's numbers of the types that we use, and the names of those that may be there instead. */
const numberOf = { KEYWORD: 2, DATETIME: 6 } as const;
const nameOf = ['unspecified', 'TEXT', 'KEYWORD', 'INT', 'DOUBLE', 'BOOL', 'DATETIME', 'KEYWORD_LIST'];

export interface EnsureOptions {
  /** Servers other than the embedded one learn of a new attribute up to a minute later. Default 2 minutes. */
  readonly usableWithinMs?: number;
}

/**
 * Creates the search attributes that are missing, and waits until queries may use them.
 *
 * @returns the names of those that were created
 * @throws {TemporalRefused} one exists with another type, or the server has no room for more of this type
 * @throws {TemporalUnauthorized} we may not create them (Temporal Cloud): the message lists what to create there
 */
export async function ensureSearchAttributes(
  connection: Connection,
  namespace: string,
  wanted: readonly WantedSearchAttribute[],
  { usableWithinMs = 120_000 }: EnsureOptions = {},
): Promise<string[]> {
  const call = { address: connection.options.address, namespace, operation: 'create search attributes' };
  try {
    const created = await createMissing(connection, namespace, wanted);
    await untilUsable(connection, namespace, wanted, usableWithinMs);
    return created;
  } catch (error) {
    if (isClosedToUs(error)) await assertThere(connection, namespace, wanted);
    else throw toTemporalProblem(error, call);
    return [];
  }
}

async function createMissing(
  connection: Connection,
  namespace: string,
  wanted: readonly WantedSearchAttribute[],
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const problems = wanted.filter(({ name, type }) => (customAttributes[name] ?? numberOf[type]) !== numberOf[type]);
  if (problems.length > 0) {
    const list = problems.map(({ name, type }) => `${name} is ${nameOf[customAttributes[name] ?? 0]}, not ${type}`);
    throw new TemporalRefused(
      `Temporal namespace ${namespace}: search attributes have another type than this program needs: ${list.join('; ')}. ` +
        'Remove them (`temporal operator search-attribute remove`), or use another namespace.',
    );
  }
  const missing = wanted.filter(({ name }) => customAttributes[name] === undefined);
  if (missing.length === 0) return [];
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, numberOf[type]]));
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    // Another process does the same at this moment: look again at what is left to do.
    if (grpcFailure(error)?.code !== code.alreadyExists) throw error;
    return createMissing(connection, namespace, wanted);
  }
  return missing.map(({ name }) => name);
}

async function untilUsable(
  connection: Connection,
  namespace: string,
  wanted: readonly WantedSearchAttribute[],
  withinMs: number,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let left = wanted; ; await pause(500)) {
    left = await unusable(connection, namespace, left);
    if (left.length === 0) return;
    if (performance.now() < deadline) continue;
    throw new TemporalRefused(`Temporal namespace ${namespace}: not usable in queries yet: ${names(left)}; try again`);
  }
}

/** The operator API is not for everybody: Temporal Cloud has its own, and a cluster may keep it for administrators. */
function isClosedToUs(error: unknown): boolean {
  const closed: number[] = [code.unimplemented, code.permissionDenied, code.unauthenticated];
  return closed.includes(grpcFailure(error)?.code ?? -1);
}

async function assertThere(
  connection: Connection,
  namespace: string,
  wanted: readonly WantedSearchAttribute[],
): Promise<void> {
  const missing = await unusable(connection, namespace, wanted).catch((error: unknown) => {
    throw toTemporalProblem(error, { address: connection.options.address, namespace, operation: 'query workflows' });
  });
  if (missing.length === 0) return;
  const list = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
  throw new TemporalUnauthorized(
    `Temporal namespace ${namespace}: we may not create search attributes here. Create them where the namespace is ` +
      `administered (\`temporal operator search-attribute create\`, or Temporal Cloud's own tools): ${list}`,
  );
}

/** Which of them a query may not use: the server refuses unknown names, and values that do not fit the type. */
async function unusable(
  connection: Connection,
  namespace: string,
  wanted: readonly WantedSearchAttribute[],
): Promise<WantedSearchAttribute[]> {
  const accepts = async (name: string, value: string): Promise<boolean> => {
    try {
      // In backquotes, because a name may be a word of the query language too.
      const query = `\`${name}\` = '${value}'`;
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return true;
    } catch (error) {
      if (grpcFailure(error)?.code !== code.invalidArgument) throw error;
      return false;
    }
  };
  const left: WantedSearchAttribute[] = [];
  for (const attribute of wanted) {
    const { name, type } = attribute;
    const fits =
      type === 'KEYWORD'
        ? await accepts(name, 'none')
        : (await accepts(name, '2000-01-01T00:00:00Z')) && !(await accepts(name, 'none'));
    if (!fits) left.push(attribute);
  }
  return left;
}

function names(attributes: readonly WantedSearchAttribute[]): string {
  return attributes.map(({ name }) => name).join(', ');
}
