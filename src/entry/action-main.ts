import process from 'node:process';
import { createActionIo } from '../github/action-io.ts';
import { action } from './action.ts';
import { endProcess } from './end-process.ts';
import { processHost } from './process-host.ts';
import { runDeploy } from './run-deploy.ts';
import { runReview } from './run-review.ts';

using host = processHost(process);
await endProcess(process, await action(host, createActionIo(process.env, host.clock), runReview, runDeploy));
