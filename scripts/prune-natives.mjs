// Removes what a running bridge never loads from node_modules: the SDK's native cores of other platforms, and the Rust
// sources of all of them. For images; run it after `npm prune --omit=dev`, where the bridge will run.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(process.argv[2] ?? '.');
const require = createRequire(path.join(root, 'package.json'));
const core = path.dirname(require.resolve('@temporalio/core-bridge/package.json'));

/** As @temporalio/core-bridge chooses among its `releases`. */
const cpu = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
const system = { linux: 'unknown-linux-gnu', darwin: 'apple-darwin', win32: 'pc-windows-msvc' }[process.platform];
const releases = path.join(core, 'releases');
const mine = `${cpu}-${system}`;
if (!existsSync(path.join(releases, mine))) {
  console.error(
    `@temporalio/core-bridge has no native core for ${process.platform} on ${process.arch}: nothing removed`,
  );
  process.exit(1);
}
const others = readdirSync(releases).filter((name) => name !== mine);
const sources = ['sdk-core', 'src', 'ts', 'bridge-macros', 'Cargo.lock', 'Cargo.toml'];
for (const name of others) rmSync(path.join(releases, name), { recursive: true });
for (const name of sources) rmSync(path.join(core, name), { recursive: true, force: true });
console.log(`kept ${mine}; removed ${others.join(', ')} and the sources`);
