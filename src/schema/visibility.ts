import type { ClientBase } from 'pg';
import type { Unseen } from '../core/drift-ports.ts';

export interface Visibility {
  /** Extensions whose state the role may not read at all. */
  readonly unreadable: ReadonlySet<string>;
  readonly unseen: readonly Unseen[];
}

interface Row {
  readonly extension: string;
  readonly relation: string;
  readonly role: string;
  readonly readable: boolean;
  readonly filtered: boolean;
}

/** The tables in which extensions keep what counts as schema, as far as they are there, and what the role may see of them. */
const STATE_TABLES_SQL = `
select e.extname as extension, c.oid::regclass::text as relation, current_user::text as role,
  has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable,
  row_security_active(c.oid) as filtered
from pg_catalog.pg_extension e
join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_extension'::regclass and d.refobjid = e.oid and d.deptype = 'e' and d.classid = 'pg_catalog.pg_class'::regclass
join pg_catalog.pg_class c on c.oid = d.objid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where (e.extname, c.relname) in (('pg_cron', 'job'), ('pg_partman', 'part_config'))`;

/** What is kept in them, as comparisons call it. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  pg_cron: ['pg_cron job'],
  pg_partman: ['pg_partman parent', 'pg_partman part_config'],
};

/** What of a schema the role of a connection cannot see. */
export async function readVisibility(client: ClientBase): Promise<Visibility> {
  const { rows } = await client.query<Row>(STATE_TABLES_SQL);
  const unreadable = rows.filter(({ readable }) => !readable);
  return {
    unreadable: new Set(unreadable.map(({ extension }) => extension)),
    unseen: rows.flatMap((row) => {
      const why = reasonOf(row);
      return why === null ? [] : (KINDS[row.extension] ?? []).map((kind) => ({ kind, why }));
    }),
  };
}

function reasonOf({ relation, role, readable, filtered }: Row): string | null {
  if (!readable) return `the role ${role} may not read ${relation}`;
  return filtered ? `row level security shows the role ${role} only its own rows of ${relation}` : null;
}

interface Diagnostic {
  readonly code: string;
}

/** Mappings of users whose options the role may not see are left out whole by pg-delta, which says so. */
export function unseenMappings(diagnostics: readonly Diagnostic[]): readonly Unseen[] {
  return diagnostics.some(({ code }) => code === 'user-mapping-unreadable')
    ? [{ kind: 'userMapping', why: 'only the owner of a foreign server sees the mappings of others' }]
    : [];
}
