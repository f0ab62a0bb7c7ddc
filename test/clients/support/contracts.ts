import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The vendors' documents lie beside the project, not in it. */
const folder = path.resolve(__dirname, '../../..', '../shared/contracts');

export function readContract(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

export function readJson<T = Record<string, unknown>>(file: string): T {
  return JSON.parse(readContract(file)) as T;
}

/** The names of the files in one of its folders. */
export function contractFiles(under: string): string[] {
  return readdirSync(path.join(folder, under));
}

const suite = describe;
const skipped = it.skip;

/** A suite that needs the contract documents; without them it is one skipped line. */
export const describeContract: (title: string, tests: () => void) => void = existsSync(folder)
  ? suite
  : () => skipped('contract documents are not in this clone (../shared/contracts): skipped', () => undefined);
