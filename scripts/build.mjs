// Builds dist/: the compiled sources, the workflow bundle, and the `bridge` command for `npx`.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const dist = path.join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', path.join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});

const { bundleWorkflowCode } = require('@temporalio/worker');
const bundle = async (name, options) => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(dist, 'workflows/index.js'),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
    ...options,
  });
  writeFileSync(path.join(dist, name), code);
};
await bundle('workflow-bundle.js', {});
// With `encryption.keys`: workflows put the words of failures where they are encrypted.
await bundle('workflow-bundle-encrypted.js', {
  failureConverterPath: path.join(dist, 'connection/encryption/failure-converter.js'),
});

const main = path.join(dist, 'cli/main.js');
chmodSync(main, 0o755);
// `npx bridge` finds the command of the project it stands in here, without the network.
const bin = path.join(root, 'node_modules/.bin');
if (existsSync(bin) && process.platform !== 'win32') {
  const link = path.join(bin, 'bridge');
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  mkdirSync(bin, { recursive: true });
  symlinkSync(path.relative(bin, main), link);
}
