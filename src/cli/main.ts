#!/usr/bin/env node
import { processIo } from './io';
import { run } from './program';

void run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
  // A socket or a native thread that is still open must not keep a command that has ended.
  setTimeout(() => process.exit(), 5_000).unref();
});
