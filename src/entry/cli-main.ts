#!/usr/bin/env node
import process from 'node:process';
import { keepCompiledCode } from './compiled-code.ts';
import { optimizeLate } from './late-optimizer.ts';
import { compileWebAssemblyLean } from './lean-webassembly.ts';
import { loadNodeModules } from './node-modules.ts';

const [verb] = process.argv.slice(2);
loadNodeModules(verb === undefined || verb.startsWith('-') ? null : verb);
// Before all else of ours, because compiled code is kept for the flags that it was compiled with.
compileWebAssemblyLean();
optimizeLate(process);
keepCompiledCode(process.env, process.getuid?.() ?? null);
const { runCliProcess } = await import('./cli-process.ts');
await runCliProcess(process);
