import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CliProblem, exit } from '../exit';

/**
 * The workflows, bundled by the build beside the compiled sources.
 *
 * @throws {CliProblem} the build was not made
 */
export function workflowBundle(): { readonly codePath: string } {
  const codePath = join(__dirname, '../../workflow-bundle.js');
  if (existsSync(codePath)) return { codePath };
  throw new CliProblem(exit.failed, 'the workflows are not bundled: run `npm run build` first');
}
