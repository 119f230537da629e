import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import { TemporaryFolder } from '../support/git-repository.ts';
import { requireImage } from './postgres-image.ts';

/** The real `supabase db start` of the npm CLI, on an image that is built here. */

const CLI = resolve('dist/cli/index.js');
const BINARY = resolve('node_modules/.bin/supabase');

describe.each([17, 15] as const)('the full stack of Supabase on PostgreSQL %i', (major) => {
  let folder: TemporaryFolder;

  beforeAll(async () => {
    await requireImage(major, BINARY);
    folder = new TemporaryFolder();
    cpSync('supabase', folder.at('supabase'), { recursive: true });
    const config = folder.at('supabase/config.toml');
    const text = readFileSync(config, 'utf8').replace(/^major_version = \d+$/mu, `major_version = ${major}`);
    // Images of services cannot be pulled everywhere.
    const without = ['auth', 'storage', 'realtime'].reduce(
      (done, name) =>
        `${done.replace(new RegExp(`^\\[${name}\\]\\n(?:enabled = \\w+\\n)?`, 'mu'), `[${name}-of-the-sample]\n`)}\n[${name}]\nenabled = false\n`,
      text,
    );
    writeFileSync(config, without);
  });

  afterAll(() => folder[Symbol.dispose]());

  function review(engine: string): Report {
    // The newest migrations of the sample use functions that came with version 16 in their bodies only.
    const args = [
      'review',
      '--since',
      '20250301000000',
      '--engine',
      engine,
      '--format',
      'json',
      '--no-cache',
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    if (status === null || status > 1) throw new Error(stderr);
    const report: Report = JSON.parse(stdout);
    return report;
  }

  test('gives the report that embedded gives, but for who judged', () => {
    const embedded = review('embedded');
    const full = review('supabase');
    expect(full.engine).toMatchObject({ name: 'supabase', major, standIns: [] });
    const told = ({ timings: _timings, engine: _engine, ...rest }: Report) => rest;
    expect(told(full)).toEqual(told(embedded));
  });

  test('leaves neither a container nor a volume', () => {
    const label = ['--filter', 'label=com.supabase.cli.project', '--format', '{{.Labels}}'];
    for (const kind of [
      ['ps', '--all'],
      ['volume', 'ls'],
    ]) {
      const { stdout } = spawnSync('docker', [...kind, ...label], { encoding: 'utf8' });
      expect(stdout).not.toContain('sluice-shadow');
    }
  });
});
