import process from 'node:process';
import { createActionIo } from '../github/action-io.ts';
import { endProcess } from './end-process.ts';
import { post } from './post.ts';

await endProcess(process, await post(createActionIo(process.env, performance)));
