import process from 'node:process';
import { optimizeLate } from './late-optimizer.ts';
import { compileWebAssemblyLean } from './lean-webassembly.ts';
import { loadNodeModules } from './node-modules.ts';

loadNodeModules('action');
compileWebAssemblyLean();
optimizeLate(process);
const { runActionProcess } = await import('./action-process.ts');
await runActionProcess(process);
