#!/usr/bin/env node
import { processIo } from './io';
import { guardProcess } from './last-words';
import { run } from './program';

const io = processIo();
guardProcess(io.err);

void run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
  // A socket or a native thread that is still open must not keep a command that has ended.
  setTimeout(() => process.exit(), 5_000).unref();
});
