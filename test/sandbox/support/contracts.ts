import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The vendors' documents lie beside the project, not in it. */
const contracts = path.resolve(__dirname, '../../../../shared/contracts');

export const hasContracts = existsSync(contracts);

/** The title of a suite that cannot run. */
export const noContracts = 'contract documents are not in this clone (../shared/contracts): skipped';

export const readContract = <Document>(file: string): Document =>
  JSON.parse(readFileSync(path.join(contracts, file), 'utf8')) as Document;
