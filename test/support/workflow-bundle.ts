import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { testRun } from './temporal';

/** The product's workflows, bundled once in a test run. @returns where the bundle lies */
export async function workflowBundle(): Promise<string> {
  const codePath = join(testRun().folder, 'workflow-bundle.js');
  if (existsSync(codePath)) return codePath;
  const quiet = () => undefined;
  const complain = (message: string) => process.stderr.write(`${message}\n`);
  const { code } = await bundleWorkflowCode({
    workflowsPath: resolve(__dirname, '../../src/workflows/index.ts'),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: complain },
  });
  // Two test files may do so at once: whoever is last replaces the file with an equal one.
  const own = `${codePath}.${process.pid}`;
  writeFileSync(own, code);
  renameSync(own, codePath);
  return codePath;
}
