import path from 'node:path';
import { crossCheck } from './cross-checks';
import { describeIssue } from './describe-issue';
import { readDocument } from './document';
import type { Finding } from './finding';
import { interpolate, unresolved } from './interpolate';
import { ConfigError, type ConfigProblem, formatPath, parsePath, type PathParts } from './problems';
import { readText } from './read-text';
import { resolve } from './resolve';
import type { RuleTexts } from './rule-texts';
import { bridgeFile } from './schema';
import { sketch } from './sketch';
import type { Config } from './types';

/**
 * Checks that this room cannot make itself (expressions are compiled by `mapping/`). They also see files with other
 * problems, so that everything that is wrong stands in one list.
 */
export type ExtraCheck = (rules: RuleTexts) => ConfigProblem[];

export interface ParseOptions {
  /** The file's path, for messages and for what is relative to it. */
  file: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Reads what `${file:…}` names, or throws. Default: from the disk, relative to the configuration's folder. */
  readFile?: (path: string) => string;
  extraChecks?: readonly ExtraCheck[];
}

/**
 * Reads and checks a configuration file.
 *
 * @throws {ConfigError} with everything that is wrong, in one list
 */
export function loadConfig(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  extraChecks: readonly ExtraCheck[] = [],
): Config {
  return parseConfig(text(file), { file, env, extraChecks });
}

function text(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    const fix = 'name it with --config or BRIDGE_CONFIG; bridge.example.yaml is a file to start from';
    throw new ConfigError(file, [{ path: '', what: `the file ${(error as Error).message}`, fix }]);
  }
}

/**
 * The same for a text that was read already.
 *
 * @throws {ConfigError} with everything that is wrong, in one list
 */
export function parseConfig(text: string, options: ParseOptions): Config {
  const file = path.resolve(options.file);
  const { data, lineAt, faults } = readDocument(text);
  if (faults.length > 0) throw new ConfigError(options.file, inOrder(faults.map((fault) => ({ path: '', ...fault }))));

  const readFile = options.readFile ?? ((name: string) => readText(path.resolve(path.dirname(file), name)));
  const { tree, missing } = interpolate(withoutNulls(data), { env: options.env, readFile });
  const parsed = bridgeFile.safeParse(tree ?? {});
  const findings: Finding[] = [
    ...missing,
    ...(parsed.error?.issues ?? [])
      .filter(({ path: at }) => valueAt(tree, at) !== unresolved)
      .flatMap((issue) => describeIssue(issue)),
    ...crossCheck(sketch(tree)),
    ...(options.extraChecks ?? [])
      .flatMap((check) => check(sketch(tree)))
      .map(({ path: at, what, fix }) => ({ at: parsePath(at), what, ...(fix === undefined ? {} : { fix }) })),
  ];
  if (findings.length > 0 || !parsed.success) {
    throw new ConfigError(options.file, inOrder(findings.map((finding) => problem(finding, lineAt))));
  }
  return resolve(file, parsed.data);
}

/** `key:` with nothing behind it means the default, as if the key were not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (item === null ? item : withoutNulls(item)));
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNulls(item)]));
}

function valueAt(tree: unknown, at: readonly PropertyKey[]): unknown {
  return at.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], tree);
}

function problem({ at, what, fix }: Finding, lineAt: (at: PathParts) => number | undefined): ConfigProblem {
  const line = lineAt(at);
  return { path: formatPath(at), ...(line === undefined ? {} : { line }), what, ...(fix === undefined ? {} : { fix }) };
}

function inOrder(problems: ConfigProblem[]): ConfigProblem[] {
  return problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
