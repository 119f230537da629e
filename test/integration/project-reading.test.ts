import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { changedNames, changedUnlike } from '../../src/core/landed-digests.ts';
import type { ObjectDigests, Snapshot } from '../../src/core/ports.ts';
import { readRootDigests } from '../../src/schema/digest.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSchemaPort } from '../../src/schema/index.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { GROUND, SCHEMA_CHANGES } from '../support/schema-changes.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();
const drift = createDriftPort();
const schema = createSchemaPort();
const codec = createSnapshotCodec();

/** What gives everything that follows other identities than in a fresh database. */
const EARLIER =
  'create table public.early (id int generated always as identity, a text, b text); drop table public.early;';

async function databaseAfter(earlier: string): Promise<FreshDatabase> {
  const database = await shared.freshDatabase();
  await database.asAdministrator.query('grant trigger on auth.users to postgres');
  await database.asAdministrator.query('alter table storage.objects owner to postgres');
  await database.asMigrator.query(`${earlier}${GROUND}`);
  return database;
}

/** Every change of the list that can be made beside the others. */
async function changeAll({ asMigrator }: FreshDatabase): Promise<void> {
  for (const [, sql] of SCHEMA_CHANGES) await asMigrator.query(sql).catch(() => {});
}

async function digestsOf({ asAdministrator }: FreshDatabase): Promise<ObjectDigests> {
  return (await readRootDigests(asAdministrator)).all;
}

/**
 * The project's facts and edges as they are stored, whatever the order in which they were put together. That an extension of the
 * platform needs a schema of the platform is only known from its members, which are the platform's, too.
 */
async function stored(snapshot: Snapshot): Promise<readonly string[]> {
  const text = gunzipSync(await codec.serialize(snapshot)).toString('utf8');
  const lines = text.trimEnd().split('\n').slice(1);
  return lines
    .flatMap((line) => {
      const { facts, edges, referenceOnly }: Stored = JSON.parse(line);
      const references = new Set(referenceOnly);
      return [
        ...facts.filter(({ id }) => !references.has(id)).map((fact) => JSON.stringify(fact)),
        ...edges
          .filter(([from]) => !references.has(from) && !from.startsWith('extension:'))
          .map(([from, to, kind]) => `${from} ${kind} ${to}`),
      ];
    })
    .sort();
}

interface Stored {
  readonly facts: readonly { readonly id: string }[];
  readonly edges: readonly (readonly [from: string, to: string, kind: string])[];
  readonly referenceOnly: readonly string[];
}

test('servers say that the same has changed in two databases, and what is read of one is taken for the other', async () => {
  const [shadow, live] = [await databaseAfter(''), await databaseAfter(EARLIER)];
  const before = { shadow: await digestsOf(shadow), live: await digestsOf(live) };
  await changeAll(shadow);
  await changeAll(live);
  const expected = { before: before.shadow, after: await digestsOf(shadow) };
  expect(changedNames(expected).length).toBeGreaterThan(25);
  expect(changedUnlike(expected, { before: before.live, after: await digestsOf(live) })).toEqual([]);

  await using reviewed = await schema.openProject(shadow.administrator);
  const known = { digests: await reviewed.digests('now'), snapshot: await reviewed.read() };
  await using reader = await drift.open(live.migrator);
  await reader.digest(null);
  const [whole, read, taken] = [
    (await reader.read()).snapshot,
    (await reader.readProject([])).snapshot,
    (await reader.readProject([known])).snapshot,
  ];
  const wanted = await stored(whole);
  expect(wanted.length).toBeGreaterThan(100);
  expect(await stored(read)).toEqual(wanted);
  expect(await stored(taken)).toEqual(wanted);
  const fingerprints = [whole, read, taken].map((snapshot) => codec.fingerprint(snapshot));
  expect(new Set(fingerprints).size).toBe(1);
  expect(drift.compare(whole, { snapshot: taken, unseen: [] }).differences).toEqual([]);

  const recorded = await codec.deserialize(await codec.serialize(taken));
  const then = reader.objects();
  if (recorded === null || then === null) throw new Error('nothing was recorded');
  const record = { snapshot: recorded, digests: then };
  expect(await stored((await reader.readProject([record])).snapshot)).toEqual(wanted);

  // A little more, in one of them: that alone is told, and read.
  await live.asMigrator.query("comment on column app.owners.name is 'signed'; create role bosun");
  const after = await digestsOf(live);
  expect(changedUnlike(expected, { before: before.live, after })).toEqual([
    '["table","app","owners",null]',
    '["membership","postgres in bosun"]',
    '["role","bosun"]',
  ]);
  await reader.digest(null);
  const now = await stored((await reader.read()).snapshot);
  for (const sources of [[known], [record], [known, record]]) {
    expect(await stored((await reader.readProject(sources)).snapshot)).toEqual(now);
  }
  await live.asAdministrator.query('drop role bosun');
});
