import process from 'node:process';
import { createActionIo } from '../github/action-io.ts';
import { action } from './action.ts';
import { endProcess } from './end-process.ts';
import { optimizeLate } from './late-optimizer.ts';
import { compileWebAssemblyLean } from './lean-webassembly.ts';
import { processHost } from './process-host.ts';

compileWebAssemblyLean();
optimizeLate(process);
const { runDeploy } = await import('./run-deploy.ts');
const { runReview } = await import('./run-review.ts');
using host = processHost(process);
await endProcess(process, await action(host, createActionIo(process.env, host.clock), runReview, runDeploy));
