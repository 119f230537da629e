import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { ConnectionTarget, Snapshot } from '../../src/core/ports.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSchemaPort } from '../../src/schema/index.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { inFirstFormat } from '../support/first-snapshot-format.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();
const schema = createSchemaPort();
const drift = createDriftPort();
const codec = createSnapshotCodec();

async function read(target: ConnectionTarget): Promise<Snapshot> {
  await using reader = await schema.open(target);
  return await reader.read();
}

/** A little of everything that a project has. */
const SQL = `
create extension if not exists pg_trgm with schema extensions;
create type public.mood as enum ('ok', 'sad');
create domain public.name as text check (value <> '');
create sequence public.numbers start 9007199254740993 maxvalue 9223372036854775807;
create table public.people (id bigint generated always as identity primary key, name public.name not null, mood public.mood default 'ok', tags text[], lower text generated always as (lower(name)) stored);
create table public.parts (id int, day date) partition by range (day);
create table public.parts_2024 partition of public.parts for values from ('2024-01-01') to ('2025-01-01');
alter table public.people enable row level security;
create policy own on public.people for select to authenticated using (id = 1);
create policy mine on storage.objects for select to authenticated using (owner = auth.uid());
create index people_name on public.people using gin (name extensions.gin_trgm_ops);
create function public.f(a int default 1) returns int language sql as $$ select a $$;
create trigger t before update on auth.users for each row execute function suppress_redundant_updates_trigger();
create view public.v with (security_invoker) as select id from public.people;
create materialized view public.m as select id from public.people;
create statistics public.s on id, name from public.people;
alter table public.people alter column tags set storage external;
comment on table public.people is 'Menschen 😀';
grant select on public.people to anon;
alter default privileges in schema public revoke execute on functions from public;
create publication pub for table public.people;`;

describe('a snapshot that was stored', () => {
  test('is the same when it is read again, also to a role that may only read', async () => {
    const { migrator, administrator, asMigrator, asAdministrator } = await shared.freshDatabase();
    await asAdministrator.query('grant trigger on auth.users to postgres').catch(() => {});
    await asMigrator.query(SQL);
    const snapshot = await read(migrator);
    const bytes = await codec.serialize(snapshot);
    const restored = await codec.deserialize(bytes);
    expect(restored).not.toBeNull();
    if (restored === null) return;
    expect(codec.fingerprint(restored)).toBe(codec.fingerprint(snapshot));
    const former = ['sluice-snapshot-2', 'sluice-snapshot-3'].map((format) =>
      gzipSync(gunzipSync(bytes).toString('utf8').replace('sluice-snapshot-4', format)),
    );
    for (const stored of [await inFirstFormat(snapshot), ...former]) {
      const older = await codec.deserialize(stored);
      expect(older === null ? null : codec.isComplete(older)).toBe(false);
      const { differences } = drift.compare(older ?? restored, { snapshot: restored, unseen: [] });
      expect(differences).toEqual([]);
    }
    for (const user of [migrator, administrator, { ...migrator, user: 'supabase_read_only_user' }]) {
      const again = await read(user);
      expect(codec.fingerprint(again)).toBe(codec.fingerprint(snapshot));
      expect(schema.compare(restored, again)).toEqual([]);
    }
    expect(bytes.length).toBeLessThan(100_000);
  });

  test('of the same migrations in another database has the same fingerprint', async () => {
    const [one, other] = [await shared.freshDatabase(), await shared.freshDatabase()];
    await one.asMigrator.query(SQL);
    await other.asMigrator.query('create table public.before (id int); drop table public.before');
    await other.asMigrator.query(SQL);
    expect(codec.fingerprint(await read(other.migrator))).toBe(codec.fingerprint(await read(one.migrator)));
  });

  test.each([
    ['a table', 'create table public.more (id int)', 'create table more'],
    ['a column', 'alter table public.people add column more int', 'create column more'],
    ['a default', "alter table public.people alter column mood set default 'sad'", 'alter column mood'],
    ['a policy', 'drop policy own on public.people', 'drop policy own'],
    ['a policy on a table of the platform', 'drop policy mine on storage.objects', 'drop policy mine'],
    [
      'a function',
      'create or replace function public.f(a int default 1) returns int language sql as $$ select a + 1 $$',
      'alter function f(integer)',
    ],
    [
      'what is only seen',
      'alter table public.people alter column tags set storage main',
      'alter column tags',
    ],
    ['an enum value', "alter type public.mood add value 'glad'", 'alter type mood'],
  ])('tells a change: %s', async (_name, sql, told) => {
    const { migrator, asMigrator } = await shared.freshDatabase();
    await asMigrator.query(SQL);
    const before = await codec.deserialize(await codec.serialize(await read(migrator)));
    await asMigrator.query(sql);
    const after = await read(migrator);
    expect(before).not.toBeNull();
    if (before === null) return;
    expect(codec.fingerprint(after)).not.toBe(codec.fingerprint(before));
    expect(schema.compare(before, after).map(({ verb, kind, name }) => `${verb} ${kind} ${name}`)).toContain(
      told,
    );
  });

  test('does not tell what the platform changes in its own', async () => {
    const { migrator, asAdministrator } = await shared.freshDatabase();
    const snapshot = await read(migrator);
    const before = await codec.deserialize(await codec.serialize(snapshot));
    await asAdministrator.query(
      'alter table auth.users add column invented text; create function auth.invented() returns int language sql as $$ select 1 $$',
    );
    const after = await read(migrator);
    expect(codec.fingerprint(after)).toBe(codec.fingerprint(snapshot));
    expect(before === null ? null : schema.compare(before, after)).toEqual([]);
  });

  test('by another version of the format is none; one that was damaged or changed is an error', async () => {
    const { migrator } = await shared.freshDatabase();
    const bytes = await codec.serialize(await read(migrator));
    const text = gunzipSync(bytes).toString('utf8');
    expect(
      await codec.deserialize(gzipSync(text.replace(/sluice-snapshot-\d+/u, 'sluice-snapshot-9'))),
    ).toBeNull();
    for (const bad of [
      bytes.subarray(0, bytes.length / 2),
      Buffer.from('nothing'),
      gzipSync('{}'),
      gzipSync(text.replace('"facts":[{', '"facts":[{"x":1},{')),
      gzipSync(text.replace(/schema:public/u, 'schema:private')),
    ]) {
      await expect(codec.deserialize(bad)).rejects.toMatchObject({ code: 'schema-unreadable' });
    }
  });
});
