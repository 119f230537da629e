import { buildFactBase, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';
import type { Action } from '@supabase/pg-delta/plan';
import type { BackupSchemaPort, SchemaScript } from '../core/backup-ports.ts';
import { identifier, lenientReference, refersToPlatform, runUnless } from '../core/backup-script.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import { earlyFacts } from './early-facts.ts';
import { planActions } from './plan.ts';
import { comparable } from './platform-changes.ts';
import { PLATFORM_ROLES, PLATFORM_SCHEMAS } from './profile.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import { isSearch, withSearch } from './search-plan.ts';
import { withSettingLists } from './setting-lists.ts';
import { catalogOf } from './snapshot.ts';
import type { UnmodelledFact, UnmodelledFacts } from './unmodelled.ts';
import { unmodelledPlan } from './unmodelled-plan.ts';

/** Schemas of a project that no comparison looks at and every backup holds. */
const OWN_SCHEMAS: readonly string[] = ['supabase_migrations', 'sluice_quarantine'];

export function createBackupSchemaPort(): BackupSchemaPort {
  const platformSchemas = PLATFORM_SCHEMAS.filter((name) => !OWN_SCHEMAS.includes(name));
  return {
    platformSchemas,
    platformRoles: PLATFORM_ROLES.filter((name) => name !== 'postgres'),
    async script(live) {
      const { view, unmodelled } = catalogOf(live);
      const empty = new ProjectSnapshot(buildFactBase([], [], view.source, new Set()), new Map());
      const sides = comparable(empty, catalogOf(live), []);
      try {
        const early = earlyFacts(sides.live.view);
        return scriptOf(
          {
            early: await planActions(sides.expected.view, early),
            late: await planActions(early, sides.live.view),
          },
          view,
          unmodelledStatements(unmodelled, lateNames(early, sides.live.view), platformSchemas),
          platformSchemas,
        );
      } catch (thrown) {
        if (thrown instanceof SluiceError) throw thrown;
        throw new SluiceError('schema-unreadable', {
          message: `No statements could be found that make this schema anew: ${messageOf(thrown)}`,
          remedy: 'Install pg_dump of the same major as the server or newer: then Sluice uses that.',
          cause: thrown,
        });
      }
    },
  };
}

/** What rows do not need to be there and what would slow them down, refuse them or act on them. */
const AFTER_ROWS: ReadonlySet<StableId['kind']> = new Set([
  'index',
  'constraint',
  'trigger',
  'rule',
  'policy',
  'eventTrigger',
  'publication',
  'publicationRel',
  'publicationSchema',
  'materializedView',
  'defaultPrivilege',
]);

const ROLE_KINDS: ReadonlySet<StableId['kind']> = new Set(['role', 'membership']);

/** What needs no table, and what comes behind it. */
interface Stages {
  readonly early: readonly Action[];
  readonly late: readonly Action[];
}

function scriptOf(
  stages: Stages,
  live: FactBase,
  extra: ReturnType<typeof unmodelledStatements>,
  platformSchemas: readonly string[],
): SchemaScript {
  const actions = [...stages.early, ...stages.late];
  const late = new Set<string>();
  const parts = {
    roles: [] as string[],
    before: [] as string[],
    after: [] as string[],
    last: [] as string[],
  };
  const onPlatform: string[] = [];
  for (const [index, action] of actions.entries()) {
    // Checks and views may use operators and casts of the project.
    if (index === stages.early.length) parts.before.push(...extra.early);
    const statement = restorable(withSettingLists(action.sql), action, platformSchemas);
    if (statement === null) continue;
    if (isRole(action)) {
      parts.roles.push(roleStatement(statement, action));
      continue;
    }
    if (isLate(action, late)) {
      for (const id of action.produces) {
        if (id.kind === 'table') throw tableAfterRows(id.schema, id.name);
        late.add(encodeId(id));
      }
      const isDefault =
        action.produces.some(({ kind }) => kind === 'defaultPrivilege') ||
        /^ALTER DEFAULT PRIVILEGES/u.test(statement);
      parts[isDefault ? 'last' : 'after'].push(statement);
      if (action.produces.some((id) => platformSchemas.includes(placeOf(id) ?? '')))
        onPlatform.push(statement);
    } else {
      parts.before.push(statement);
    }
  }
  return {
    roles: parts.roles,
    before: withSearch(parts.before, { coming: extra.first, leaving: [] }),
    after: [...extra.late, ...parts.after, ...extra.last, ...parts.last],
    onPlatform,
    schemas: namesOf(live, 'schema').filter((name) => !platformSchemas.includes(name)),
    extensions: namesOf(live, 'extension').filter((name) =>
      actions.some(({ produces }) => produces.some((id) => id.kind === 'extension' && id.name === name)),
    ),
    neededRoles: neededRoles(actions),
    leftOut: movedColumns(actions, live),
  };
}

function isRole({ produces, consumes, verb }: Action): boolean {
  return (
    produces.some(({ kind }) => ROLE_KINDS.has(kind)) ||
    (verb === 'alter' &&
      produces.length === 0 &&
      consumes.length === 1 &&
      consumes.every(({ kind }) => kind === 'role'))
  );
}

function isLate({ sql, produces, consumes }: Action, late: ReadonlySet<string>): boolean {
  return (
    // A constraint inside of CREATE TABLE is made with the table.
    (produces.some(({ kind }) => AFTER_ROWS.has(kind)) &&
      !produces.some(({ kind }) => kind === 'table' || kind === 'foreignTable' || kind === 'domain')) ||
    // Rows come in before anybody's rights to them are judged.
    /\b(?:ENABLE|FORCE) ROW LEVEL SECURITY$/u.test(sql) ||
    /^ALTER DEFAULT PRIVILEGES/u.test(sql) ||
    [...produces, ...consumes].some(
      (id) => late.has(encodeId(id)) || ('target' in id && late.has(encodeId(id.target))),
    )
  );
}

/** A statement as it works on a database that has what the platform brings; null where it has nothing to do there. */
function restorable(sql: string, { produces }: Action, platformSchemas: readonly string[]): string | null {
  const [first] = produces;
  if (first?.kind === 'comment' && first.target.kind === 'extension') return null;
  if (first?.kind === 'subscription') return null;
  if (first?.kind === 'schema') return sql.replace(/^CREATE SCHEMA /u, 'CREATE SCHEMA IF NOT EXISTS ');
  if (first?.kind === 'extension')
    return sql.replace(/^CREATE EXTENSION /u, 'CREATE EXTENSION IF NOT EXISTS ');
  if (first?.kind === 'publication') {
    return runUnless(`select from pg_catalog.pg_publication where pubname = ${text(first.name)}`, sql);
  }
  // With ONLY the index of a partitioned table would stay without those of its partitions.
  if (first?.kind === 'index') return sql.replace(/^(CREATE (?:UNIQUE )?INDEX .*?) ON ONLY /u, '$1 ON ');
  return refersToPlatform(sql, platformSchemas) ? lenientReference(sql) : sql;
}

function roleStatement(statement: string, { produces }: Action): string {
  const role = produces.find((id) => id.kind === 'role');
  return role === undefined || !('name' in role)
    ? statement
    : runUnless(`select from pg_catalog.pg_roles where rolname = ${text(role.name)}`, statement);
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function placeOf(id: StableId): string | null {
  if ('target' in id) return placeOf(id.target);
  return 'schema' in id ? (id.schema ?? null) : null;
}

function namesOf(facts: FactBase, kind: 'extension' | 'role' | 'schema'): string[] {
  return facts.facts().flatMap(({ id }) => (id.kind === kind ? [id.name] : []));
}

/** Roles that grants, policies and owners name. */
function neededRoles(actions: readonly Action[]): readonly string[] {
  const made = new Set(
    actions.flatMap(({ produces }) => produces.flatMap((id) => (id.kind === 'role' ? [id.name] : []))),
  );
  const named = actions.flatMap(({ produces, consumes }) =>
    [...produces, ...consumes].flatMap((id) => {
      if (id.kind === 'role') return [id.name];
      return 'grantee' in id ? [id.grantee] : [];
    }),
  );
  return [...new Set(named)]
    .filter((name) => name !== '' && name.toUpperCase() !== 'PUBLIC' && !made.has(name))
    .sort();
}

/** Columns that can only be added to a table that is there, although others follow them in the original. */
function movedColumns(actions: readonly Action[], live: FactBase): readonly string[] {
  const added = actions.flatMap(({ sql, produces: [id] }) =>
    id?.kind === 'column' && /^ALTER TABLE .* ADD COLUMN /u.test(sql) ? [id] : [],
  );
  const positionOf = (id: StableId): number => {
    const position = live.get(id)?.payload['_position'];
    return typeof position === 'number' ? position : 0;
  };
  const late = new Set(added.map((id) => encodeId(id)));
  const moved = added.filter((column) =>
    live
      .facts()
      .some(
        ({ id }) =>
          id.kind === 'column' &&
          id.schema === column.schema &&
          id.table === column.table &&
          !late.has(encodeId(id)) &&
          positionOf(id) > positionOf(column),
      ),
  );
  return moved.length === 0
    ? []
    : [
        `The place of these columns among the others; they come back behind them: ${moved.map(({ schema, table, name }) => `${schema}.${table}.${name}`).join(', ')}.`,
      ];
}

/** `schema.name` of the routines, tables and views that are not made early: an operator or cast of one has to wait for it. */
function lateNames(early: FactBase, live: FactBase): readonly string[] {
  return live
    .facts()
    .flatMap(({ id }) =>
      'schema' in id && 'name' in id && !('table' in id) && !early.has(id) ? [`${id.schema}.${id.name}`] : [],
    );
}

/** What pg-delta does not model: what tables may need, operators and casts that need none and those that do, and what needs tables. */
function unmodelledStatements(
  unmodelled: UnmodelledFacts,
  lateNames: readonly string[],
  platformSchemas: readonly string[],
) {
  const own = [...unmodelled].filter(
    ([, { schema }]) => schema === null || !platformSchemas.includes(schema),
  );
  const of = (wanted: (fact: UnmodelledFact) => boolean) => {
    const { search, last } = unmodelledPlan(new Map(), new Map(own.filter(([, fact]) => wanted(fact))));
    return [...search.coming, ...last];
  };
  const isOperation = ({ kind }: UnmodelledFact): boolean => kind === 'operator' || kind === 'cast';
  const waits = ({ createSql }: UnmodelledFact): boolean => {
    const text = createSql.join('\n').replaceAll('"', '');
    return lateNames.some((name) => text.includes(name));
  };
  return {
    first: of(isSearch),
    early: of((fact) => isOperation(fact) && !waits(fact)),
    late: of((fact) => isOperation(fact) && waits(fact)),
    last: of((fact) => !isSearch(fact) && !isOperation(fact)),
  };
}

function tableAfterRows(schema: string, name: string): SluiceError {
  return new SluiceError('schema-unreadable', {
    message: `The table ${identifier(schema)}.${identifier(name)} needs a materialized view or something else that can only be made after rows have come in.`,
    remedy: 'Install pg_dump of the same major as the server or newer: then Sluice uses that.',
  });
}
