// `node -r` this to learn which modules a program has loaded, when it ends: LOADED_MODULES names the file to write.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.LOADED_MODULES, JSON.stringify(Object.keys(require.cache))));
