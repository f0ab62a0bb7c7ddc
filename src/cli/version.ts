import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** From the package that this file is part of, compiled or not. */
export function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version;
}
