import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EncryptionConfig } from '../../config';
import { CliProblem, exit } from '../exit';

/**
 * The workflows, bundled by the build beside the compiled sources. Failures are put into words inside of workflows too, so
 * there are two bundles: one of them puts the words where they are encrypted.
 *
 * @throws {CliProblem} the build was not made
 */
export function workflowBundle({ keys }: Pick<EncryptionConfig, 'keys'>): { readonly codePath: string } {
  const name = keys.length === 0 ? 'workflow-bundle.js' : 'workflow-bundle-encrypted.js';
  const codePath = join(__dirname, '../..', name);
  if (existsSync(codePath)) return { codePath };
  throw new CliProblem(exit.failed, 'the workflows are not bundled: run `npm run build` first');
}
