import { describe, expect, test } from '@jest/globals';
import type { DumpPrograms } from '../../../src/core/backup-ports.ts';
import { chooseWay, type WantedWay } from '../../../src/core/backup-way.ts';

const DUMP = (version: string) => ({ path: `/usr/lib/postgresql/${version}/bin/pg_dump`, version });
const CLI = { path: '/repo/node_modules/.bin/supabase', version: '3.1.0' };
const NOTHING: DumpPrograms = { pgDumps: [], supabase: null };

describe('the way to make a backup', () => {
  test.each<[string, WantedWay, number, DumpPrograms, { way: string; version?: string; why: RegExp }]>([
    [
      'COPY where there is nothing',
      'auto',
      17,
      NOTHING,
      { way: 'copy', why: /^No pg_dump was found, and there is no Docker/u },
    ],
    [
      'pg_dump of the same major',
      'auto',
      17,
      { pgDumps: [DUMP('17.6')], supabase: CLI },
      { way: 'pg_dump', version: '17.6', why: /^pg_dump 17\.6 fits PostgreSQL 17\.$/u },
    ],
    [
      'the oldest pg_dump that fits',
      'auto',
      15,
      { pgDumps: [DUMP('18.1'), DUMP('14.9'), DUMP('15.13'), DUMP('17.6')], supabase: null },
      { way: 'pg_dump', version: '15.13', why: /15\.13/u },
    ],
    [
      'Docker where every pg_dump is too old',
      'auto',
      17,
      { pgDumps: [DUMP('15.13')], supabase: CLI },
      { way: 'supabase', version: '3.1.0', why: /^pg_dump 15\.13 is older/u },
    ],
    [
      'COPY where it is too old and there is no Docker',
      'auto',
      17,
      { pgDumps: [DUMP('15.13'), DUMP('16.9')], supabase: null },
      { way: 'copy', why: /15\.13 and 16\.9 are older than the server/u },
    ],
    [
      'COPY where it was asked for',
      'copy',
      17,
      { pgDumps: [DUMP('17.6')], supabase: CLI },
      { way: 'copy', why: /asked for/u },
    ],
    [
      'Docker where it was asked for',
      'supabase',
      17,
      { pgDumps: [DUMP('17.6')], supabase: CLI },
      { way: 'supabase', version: '3.1.0', why: /asked for/u },
    ],
  ])('is %s', (_name, wanted, major, programs, { way, version, why }) => {
    const chosen = chooseWay(wanted, major, programs);
    expect(chosen).toMatchObject({ way, program: version === undefined ? null : { version } });
    expect(chosen.why).toMatch(why);
  });

  test.each<[WantedWay, DumpPrograms, RegExp]>([
    ['pg_dump', NOTHING, /no pg_dump was found/u],
    ['pg_dump', { pgDumps: [DUMP('15.13')], supabase: CLI }, /pg_dump 15\.13 is older than the server/u],
    ['supabase', { pgDumps: [DUMP('17.6')], supabase: null }, /Docker was not found/u],
  ])('that was asked for and is not there is an error: %s', (wanted, programs, message) => {
    expect(() => chooseWay(wanted, 17, programs)).toThrow(message);
  });
});
