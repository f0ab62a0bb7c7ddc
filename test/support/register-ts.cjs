// Lets a plain `node` run our TypeScript: `node -r ./test/support/register-ts.cjs some-script.ts`. Types are not checked
// here, the type checker does that. Used by tests that need a process of their own, to kill it for instance.
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const options = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
  module._compile(code, filename);
};
