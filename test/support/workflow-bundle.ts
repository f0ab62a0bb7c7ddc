import { createHash } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type BundleOptions } from '@temporalio/worker';
import { tryLock } from '../../src/devserver/lock-file';
import { eventually } from './eventually';
import { testRun } from './temporal';

/**
 * The bundle of these workflows, made once in a run for all test files: it takes seconds. To be given to a worker as
 * `workflowBundle`.
 */
export async function workflowBundle(workflowsPath: string, options: Omit<BundleOptions, 'workflowsPath'> = {}) {
  const key = createHash('sha256')
    .update(JSON.stringify([workflowsPath, options]))
    .digest('hex')
    .slice(0, 16);
  const codePath = join(testRun().folder, `workflows-${key}.js`);
  const lock = await eventually(() => {
    if (existsSync(codePath)) return 'made';
    const taken = tryLock(`${codePath}.lock`);
    return 'lock' in taken && taken.lock;
  }, 120_000);
  if (lock === 'made') return { codePath };
  try {
    const { code } = await bundleWorkflowCode({ logger: new DefaultLogger('ERROR'), ...options, workflowsPath });
    writeFileSync(`${codePath}.draft`, code);
    renameSync(`${codePath}.draft`, codePath);
  } finally {
    lock.release();
  }
  return { codePath };
}
