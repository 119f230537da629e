import { beforeAll, describe, expect, test } from '@jest/globals';
import type { TouchedComparison } from '../../src/core/drift-ports.ts';
import { changedNames } from '../../src/core/landed-digests.ts';
import type { ShadowDatabase, ShadowRequest, Snapshot } from '../../src/core/ports.ts';
import { readDigest, type SchemaDigest } from '../../src/schema/digest.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSchemaPort } from '../../src/schema/index.ts';
import { COMMON, type RowVersions, readRowVersions, touchedRoots } from '../../src/schema/row-versions.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { PLAIN_BASELINE } from '../support/plain-baseline.ts';
import { GROUND, SCHEMA_CHANGES } from '../support/schema-changes.ts';
import { type SharedShadow, sharedShadow } from '../support/shadow.ts';

const schema = createSchemaPort();
const drift = createDriftPort();
const codec = createSnapshotCodec();

/** Changes that alter how untouched objects read, or that come in several statements; a database for each line. */
const FURTHER_CHANGES: readonly (readonly (readonly [string, string])[])[] = [
  [
    ['a renamed table that others refer to', 'alter table app.owners rename to skippers'],
    ['a table made anew', 'drop table app.notes; create table app.notes (line text, more text)'],
    ['a renamed sequence of an identity', 'alter sequence app.boats_id_seq rename to boat_numbers'],
  ],
  [
    ['a renamed column that a view reads', 'alter table app.boats rename column name to title'],
    ['a renamed type', 'alter type app.mood rename to temper'],
    [
      'an event trigger',
      'create function app.note() returns event_trigger language plpgsql as $$ begin end $$; create event trigger noted on ddl_command_end execute function app.note()',
    ],
  ],
  [
    ['a renamed function that a trigger calls', 'alter function app.stamp() rename to mark'],
    [
      'a new table that refers to an old one',
      'create table app.trips (owner integer references app.owners (id) on delete cascade, mood app.mood)',
    ],
    ['an identity', 'alter table app.owners alter column id add generated always as identity'],
  ],
  [
    ['a table in another schema', 'create schema dock; alter table app.owners set schema dock'],
    ['a renamed schema', 'alter schema app rename to fleet'],
  ],
  [
    ['a table that takes others along', 'drop table app.owners cascade'],
    [
      'a column and what uses it',
      'alter table app.boats add column berth integer; create index on app.boats (berth); create policy berths on app.boats for update using (berth > 0)',
    ],
  ],
  [
    ['a column that takes a view along', 'alter table app.boats drop column name cascade'],
    ['a type that takes columns along', 'drop type app.mood cascade'],
  ],
  [
    [
      'a new view on old tables',
      'create view app.crew as select o.name, b.length from app.owners o join app.boats b on b.owner = o.id',
    ],
    ['a replaced view', 'drop view app.names; create view app.names as select id, name from app.boats'],
  ],
  [
    ['a column of a foreign table', 'alter foreign table app.far add column b integer'],
    [
      'an option of a column of a foreign table',
      "alter foreign table app.far alter column a options (column_name 'b')",
    ],
    ['a comment on a foreign table', "comment on foreign table app.far is 'elsewhere'"],
    ['a dropped foreign table', 'drop foreign table app.remote'],
  ],
  [['everything of a schema', 'drop schema app cascade']],
  [
    [
      'several kinds at once',
      "alter type app.mood rename to temper; create table app.trips (mood app.temper[]); alter table app.boats rename to ships; create publication fleet for table app.ships; grant select on app.ships to anon; comment on column app.owners.email is 'private'; alter sequence app.numbers owned by app.owners.id",
    ],
  ],
];

/** Only a superuser makes a wrapper; what is behind it is the project's. */
const WRAPPER = 'create foreign data wrapper wires; grant usage on foreign data wrapper wires to postgres';
const FOREIGN =
  'create server distant foreign data wrapper wires; create foreign table app.far (a integer) server distant; create foreign table app.remote (a integer) server distant; create view app.nearer as select a from app.far';

/** A project's schema on a server of some major, and copies of it that have the same identities. */
class Ground {
  readonly shared: SharedShadow;
  #ground: ShadowDatabase | null = null;
  #origin: ShadowDatabase | null = null;
  #before: Snapshot | null = null;
  #recorded: Snapshot | null = null;

  /** To be made where tests are described. */
  constructor(major: ShadowRequest['major']) {
    this.shared = sharedShadow(major, PLAIN_BASELINE);
    beforeAll(async () => {
      const made = await this.shared.freshDatabase();
      await made.asAdministrator.query(WRAPPER);
      await made.asMigrator.query(`${GROUND}; ${FOREIGN}`);
      await Promise.all([made.asMigrator.end(), made.asAdministrator.end()]);
      this.#ground = made;
      this.#origin = await copyOf(this.shared, made);
      await using reader = await schema.open(this.origin.administrator);
      this.#before = await reader.read();
      this.#recorded = await codec.deserialize(await codec.serialize(this.#before));
    });
  }

  get origin(): ShadowDatabase {
    return there(this.#origin);
  }

  /** Everything of the ground. */
  get before(): Snapshot {
    return there(this.#before);
  }

  /** The same as a deployment records it. */
  get recorded(): Snapshot {
    return there(this.#recorded);
  }

  async copy(): Promise<ShadowDatabase> {
    return await copyOf(this.shared, there(this.#ground));
  }
}

function there<Value>(value: Value | null): Value {
  if (value === null) throw new Error('the ground is there only while tests run');
  return value;
}

async function copyOf({ shadow }: SharedShadow, database: ShadowDatabase): Promise<ShadowDatabase> {
  if (shadow.copyDatabase === undefined) throw new Error('the embedded shadow copies databases');
  return await shadow.copyDatabase(database);
}

/** What the server says of the objects, by their contents and by the versions of their rows. */
interface Moment {
  readonly digest: SchemaDigest;
  readonly versions: RowVersions;
}

interface Changed {
  /** Before, and after each statement. */
  readonly moments: readonly Moment[];
  readonly partial: readonly [Snapshot, Snapshot];
  readonly after: Snapshot;
  /** By reading what has another digest than in the record. */
  readonly touched: TouchedComparison | null;
}

async function changed(ground: Ground, ...statements: readonly string[]): Promise<Changed> {
  const { shared } = ground;
  const live = await ground.copy();
  await using partial = await schema.openBeside(live.administrator, ground.origin.administrator);
  const before = await partial.read();
  const observer = await shared.connect(live.administrator);
  const migrator = await shared.connect(live.migrator);
  const look = async (): Promise<Moment> => ({
    digest: await readDigest(observer),
    versions: await readRowVersions(observer),
  });
  const moments = [await look()];
  for (const sql of statements) {
    // Event triggers are a superuser's on plain PostgreSQL.
    await (sql.includes('event trigger') ? observer : migrator).query(sql);
    moments.push(await look());
  }
  await using everything = await schema.open(live.administrator);
  const after = await everything.read();
  await using observed = await drift.open(live.administrator);
  await observed.digest(null);
  const touched = await observed.compareTouched(ground.recorded);
  return { moments, partial: [before, await partial.read()], after, touched };
}

function tells(before: Moment | undefined, after: Moment): boolean {
  const [was, is] = [before?.digest.roots?.all, after.digest.roots?.all];
  return was !== undefined && is !== undefined && changedNames({ before: was, after: is }).length > 0;
}

/**
 * Objects that read differently after a statement although none of their rows changed, which nobody would look at. What is defined
 * in terms of a renamed object is found by its dependencies.
 */
function overlooked(sql: string, before: Moment, after: Moment): string[] {
  if (/ rename | set schema /u.test(sql) || before.versions.get(COMMON) !== after.versions.get(COMMON))
    return [];
  const { changed, gone } = touchedRoots(before.versions, after.versions);
  const [was, is] = [before.digest.roots, after.digest.roots];
  const names = new Set([...(was?.digests.keys() ?? []), ...(is?.digests.keys() ?? [])]);
  return [...names].filter((name) => {
    const id = is?.ids.get(name) ?? was?.ids.get(name) ?? '';
    return was?.digests.get(name) !== is?.digests.get(name) && !changed.has(id) && !gone.has(id);
  });
}

/** Every seventh together: neighbours in the list are often about the same object. */
const GROUPS = [
  ...Array.from({ length: 7 }, (_, start) => SCHEMA_CHANGES.filter((_one, index) => index % 7 === start)),
  ...FURTHER_CHANGES,
];

function ordered<Value>(list: readonly Value[]): Value[] {
  return [...list].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

/** What holds on to objects that were not touched is only compared as a whole. */
const HOLDING = ['publication', 'extension', 'eventTrigger'];

async function expectSameDrift(recorded: Snapshot, { touched, after }: Changed): Promise<void> {
  const whole = drift.compare(recorded, { snapshot: after, unseen: [] });
  const holds = whole.differences.some(({ kind }) => HOLDING.includes(kind));
  expect(touched === null).toBe(holds);
  if (touched === null) return;
  const { differences, back, forward } = touched.comparison;
  expect(ordered(differences)).toEqual(ordered(whole.differences));
  expect(await back()).toEqual(await whole.back());
  expect(await forward()).toEqual(await whole.forward());
}

function differencesOf(before: Snapshot, after: Snapshot) {
  return {
    differences: ordered(schema.compare(before, after)),
    renames: schema.renames(before, after),
    recreated: ordered(schema.recreated(before, after)),
  };
}

async function expectSame(ground: Ground, group: readonly (readonly [string, string])[]): Promise<void> {
  const seen = await changed(ground, ...group.map(([, sql]) => sql));
  const { partial, after, moments } = seen;
  expect(differencesOf(...partial)).toEqual(differencesOf(ground.before, after));
  expect(await schema.planSql(partial[1], partial[0])).toEqual(await schema.planSql(after, ground.before));
  expect(partial[0].fingerprint).not.toBe(partial[1].fingerprint);
  // The digest, which spares reading everything again, must not overlook any of them either.
  expect(new Set(moments.map(({ digest }) => digest.whole)).size).toBe(moments.length);
  // What the whole tells, some object tells as well.
  expect(moments.slice(1).map((moment, index) => tells(moments[index], moment))).not.toContain(false);
  const unseen = group.flatMap(([name, sql], index) => {
    const [before, now] = moments.slice(index);
    return before === undefined || now === undefined
      ? [name]
      : overlooked(sql, before, now).map((object) => `${name}: ${object}`);
  });
  expect(unseen).toEqual([]);
  await expectSameDrift(ground.recorded, seen);
}

const named = (groups: typeof GROUPS) =>
  groups.map((group) => [group.map(([name]) => name).join(', '), group] as const);

describe('reading only what changed shows the same as reading everything', () => {
  const ground = new Ground(17);

  test.each(named(GROUPS))('%s', async (_names, group) => {
    await expectSame(ground, group);
  });

  test('nothing', async () => {
    const { partial, moments } = await changed(ground, 'select 1');
    expect(schema.compare(...partial)).toEqual([]);
    expect(partial[0].fingerprint).toBe(partial[1].fingerprint);
    expect(moments[1]).toEqual(moments[0]);
  });

  test('as the way back knows by its fingerprint, whatever was read on the way', async () => {
    const live = await ground.copy();
    const migrator = await ground.shared.connect(live.migrator);
    await using reader = await schema.openBeside(live.administrator, ground.origin.administrator);
    const before = await reader.read();
    await migrator.query(
      'alter table app.owners rename to skippers; drop view app.names; drop trigger stamp on app.boats',
    );
    const away = await reader.read();
    await migrator.query(
      'alter table app.skippers rename to owners; create view app.names as select name from app.boats; create trigger stamp before update on app.boats for each row execute function app.stamp()',
    );
    const back = await reader.read();
    expect(away.fingerprint).not.toBe(before.fingerprint);
    expect(back.fingerprint).toBe(before.fingerprint);
    expect(schema.compare(before, back)).toEqual([]);
    expect(schema.recreated(before, back)).toEqual([]);
  });

  // The last one: roles stay on the server.
  test('of a role and its grants', async () => {
    const { partial } = await changed(
      ground,
      'create role purser; grant select on app.boats to purser; grant usage on schema app to purser',
    );
    const told = schema.compare(...partial).map(({ verb, kind, name }) => `${verb} ${kind} ${name}`);
    expect(told.sort()).toEqual(['alter schema app', 'alter table boats', 'create role purser']);
  });
});

// All of it was found to hold there as well; catalogs differ in few places, so the broadest change stands for them.
describe.each([15, 18] as const)('on PostgreSQL %i it shows the same', (major) => {
  const ground = new Ground(major);

  test.each(named(GROUPS.slice(-1)))('%s', async (_names, group) => {
    await expectSame(ground, group);
  });
});
