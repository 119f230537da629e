#!/usr/bin/env node
import process from 'node:process';
import { keepCompiledCode } from './compiled-code.ts';
import { optimizeLate } from './late-optimizer.ts';
import { compileWebAssemblyLean } from './lean-webassembly.ts';

// First, because compiled code is kept for the flags that it was compiled with.
compileWebAssemblyLean();
optimizeLate(process);
keepCompiledCode(process.env, process.getuid?.() ?? null);
const { runCliProcess } = await import('./cli-process.ts');
await runCliProcess(process);
