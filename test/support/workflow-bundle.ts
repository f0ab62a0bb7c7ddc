import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { EncryptionConfig } from '../../src/config';
import { testRun } from './temporal';

const failureConverterPath = resolve(__dirname, '../../src/connection/encryption/failure-converter.ts');

/** The product's workflows, bundled once in a test run, as its build does it. @returns where the bundle lies */
export async function workflowBundle({ keys }: Pick<EncryptionConfig, 'keys'> = { keys: [] }): Promise<string> {
  const encrypted = keys.length > 0;
  const codePath = join(testRun().folder, encrypted ? 'workflow-bundle-encrypted.js' : 'workflow-bundle.js');
  if (existsSync(codePath)) return codePath;
  const quiet = () => undefined;
  const complain = (message: string) => process.stderr.write(`${message}\n`);
  const { code } = await bundleWorkflowCode({
    workflowsPath: resolve(__dirname, '../../src/workflows/index.ts'),
    ...(encrypted ? { failureConverterPath } : {}),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: complain },
  });
  // Two test files may do so at once: whoever is last replaces the file with an equal one.
  const own = `${codePath}.${process.pid}`;
  writeFileSync(own, code);
  renameSync(own, codePath);
  return codePath;
}
