import type pg from 'pg';
import { messageOf } from '../core/errors.ts';
import type { LiveNames, RowQuestion, RowRule, RuleColumn, Violations } from '../core/rollback-ports.ts';
import { textArray } from './literals.ts';

/** A live table as the catalog has it. */
interface LiveTable {
  readonly partitioned: boolean;
  readonly columns: ReadonlySet<string>;
}

/** Counts the rows of a live database that break rules of another schema, which its tables may have under other names. */
export async function countViolations(
  client: pg.Client,
  questions: readonly RowQuestion[],
): Promise<Violations[]> {
  const tables = await liveTables(client, questions);
  const counted: Violations[] = [];
  for (const question of questions) {
    const statements = ['enum', 'domain', 'composite'].includes(question.rule.kind)
      ? await typeStatements(client, question)
      : tableStatements(question, tables);
    counted.push(await count(client, statements));
  }
  return counted;
}

async function count(client: pg.Client, statements: readonly string[]): Promise<Violations> {
  let rows = 0;
  for (const statement of statements) {
    try {
      const { rows: answer } = await client.query<{ rows: string }>(statement);
      rows += Number(answer[0]?.rows ?? 0);
    } catch (thrown) {
      return { rows, unknown: messageOf(thrown) };
    }
  }
  return { rows, unknown: null };
}

async function liveTables(
  client: pg.Client,
  questions: readonly RowQuestion[],
): Promise<ReadonlyMap<string, LiveTable>> {
  const wanted = questions.flatMap(({ live, references }) => [
    live,
    ...(references === null ? [] : [references]),
  ]);
  const { rows } = await client.query<{
    schema: string;
    name: string;
    partitioned: boolean;
    columns: string[] | null;
  }>(
    `select distinct n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
       (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from unnest($1::text[], $2::text[]) as w(schema, name) join pg_namespace n on n.nspname = w.schema
     join pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p')`,
    [wanted.map(({ schema }) => schema), wanted.map(({ name }) => name)],
  );
  return new Map(
    rows.map(({ schema, name, partitioned, columns }) => [
      JSON.stringify([schema, name]),
      { partitioned, columns: new Set(columns ?? []) },
    ]),
  );
}

/** Nothing to ask where the table comes back empty. */
function tableStatements(
  { rule, live, references }: RowQuestion,
  tables: ReadonlyMap<string, LiveTable>,
): string[] {
  const table = tables.get(JSON.stringify([live.schema, live.name]));
  if (table === undefined) return [];
  const from = source(rule.columns, live, table);
  switch (rule.kind) {
    case 'not-null':
      return [
        `select count(*)::text as rows from ${from} as t where ${rule.keys.map((key) => `t.${quoted(key)} is not distinct from null`).join(' or ')}`,
      ];
    case 'check':
      return rule.expression === null
        ? []
        : [`select count(*)::text as rows from ${from} as t where (${rule.expression}) is false`];
    case 'unique':
      return [duplicates(rule, from)];
    case 'foreign-key': {
      const other = references === null || rule.references === null ? null : { references, rule };
      const parent =
        other === null
          ? undefined
          : tables.get(JSON.stringify([other.references.schema, other.references.name]));
      const there =
        parent === undefined || references === null || rule.references === null
          ? null
          : source(rule.references.columns, references, parent);
      return [orphans(rule, from, there)];
    }
    default:
      return [];
  }
}

/** The rows as they will be once the step has run: former names and types, and what comes back with its default. */
function source(columns: readonly RuleColumn[], live: LiveNames, table: LiveTable): string {
  const listed = columns.map(({ name, type, default: preset }) => {
    const present = live.columns.get(name) ?? null;
    const value =
      present !== null && table.columns.has(present)
        ? `(x.${quoted(present)})::${type}`
        : `(${preset === null || /\bnextval\(/u.test(preset) ? `null::${type}` : preset})`;
    return `${value} as ${quoted(name)}`;
  });
  const relation = `${table.partitioned ? '' : 'only '}${quoted(live.schema)}.${quoted(live.name)}`;
  return `(select ${listed.join(', ')} from ${relation} as x)`;
}

function duplicates({ keys, predicate, nullsDistinct }: RowRule, from: string): string {
  const conditions = [
    ...(predicate === null ? [] : [`(${predicate})`]),
    ...(nullsDistinct ? keys.map((key) => `(${key}) is not null`) : []),
  ];
  const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
  // A bare number in GROUP BY would be the place of a column.
  const groups = keys.map((key) => `(${key})`).join(', ');
  return `select coalesce(sum(copies), 0)::text as rows from (select count(*) as copies from ${from} as t${where} group by ${groups} having count(*) > 1) as d`;
}

function orphans({ keys, references }: RowRule, from: string, there: string | null): string {
  const filled = keys.map((key) => `t.${quoted(key)} is not null`).join(' and ');
  const pairs = keys.map((key, index) => `r.${quoted(references?.keys[index] ?? key)} = t.${quoted(key)}`);
  const found = there === null ? 'false' : `exists (select from ${there} as r where ${pairs.join(' and ')})`;
  return `select count(*)::text as rows from ${from} as t where ${filled} and not ${found}`;
}

/**
 * Columns that hold values of a type, also within arrays, domains, and attributes of other types (those of a table's rows among them);
 * `steps` lead from the value of the column to those.
 */
const HOLDERS_SQL = `
with recursive within as (
  select b.oid as type, '{}'::text[] collate "C" as steps from pg_type b join pg_namespace n on n.oid = b.typnamespace where n.nspname = $1 and b.typname = $2
  union all
  select o.type, (o.step || w.steps) collate "C" from within w cross join lateral (
    select t.oid as type, array['unnest(value)'] as step from pg_type t where t.typelem = w.type and t.typcategory = 'A'
    union all select d.oid, '{}' from pg_type d where d.typtype = 'd' and d.typbasetype = w.type
    union all select c.reltype, array[format('(value).%I', a.attname)] from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('c', 'r', 'p')
    where a.atttypid = w.type and a.attnum > 0 and not a.attisdropped
  ) o
)
select case c.relkind when 'p' then '' else 'only ' end || format('%I.%I', n.nspname, c.relname) as relation, format('%I', a.attname) as column, w.steps,
  (select array_agg(m.attname::text order by m.attnum) from pg_type b join pg_namespace bn on bn.oid = b.typnamespace join pg_attribute m on m.attrelid = b.typrelid and m.attnum > 0 and not m.attisdropped
    where bn.nspname = $1 and b.typname = $2) as attributes
from within w join pg_attribute a on a.atttypid = w.type and a.attnum > 0 and not a.attisdropped
join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition join pg_namespace n on n.oid = c.relnamespace`;

/** One statement for each column that holds values of the type. */
async function typeStatements(client: pg.Client, { rule, live }: RowQuestion): Promise<string[]> {
  const { rows } = await client.query<{
    relation: string;
    column: string;
    steps: string[];
    attributes: string[] | null;
  }>(HOLDERS_SQL, [live.schema, live.name]);
  return rows.flatMap(({ relation, column, steps, attributes }) => {
    const values = steps.reduce(
      (from, step) => `(select ${step} as value from ${from} as s)`,
      `(select ${column} as value from ${relation})`,
    );
    if (rule.kind === 'composite') {
      const kept = new Set(live.columns.values());
      const lost = (attributes ?? []).filter((name) => !kept.has(name));
      return lost.length === 0
        ? []
        : [
            `select count(*)::text as rows from ${values} as t where ${lost.map((name) => `(value).${quoted(name)} is distinct from null`).join(' or ')}`,
          ];
    }
    const broken =
      rule.kind === 'enum'
        ? `value::text <> all(${textArray([...live.columns.values()].filter((label) => label !== null))})`
        : rule.expression === null
          ? 'value is not distinct from null'
          : `(${rule.expression}) is false`;
    return [`select count(*)::text as rows from ${values} as t where ${broken}`];
  });
}

/** An identifier in double quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
