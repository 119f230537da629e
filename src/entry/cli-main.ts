#!/usr/bin/env node
import process from 'node:process';
import { VERSION } from '../manifest.ts';
import { cli } from './cli.ts';
import { endProcess } from './end-process.ts';
import { compileWebAssemblyLean } from './lean-webassembly.ts';
import { processHost } from './process-host.ts';

compileWebAssemblyLean();
using host = processHost(process);
await endProcess(process, await cli(process.argv.slice(2), host, VERSION));
