import { describe, expect, test } from '@jest/globals';
import { type ActorName, type Outcome, sampleDatabase } from '../support/sample-project.ts';
import { SAMPLE_ROWS } from '../support/sample-rows.ts';

/**
 * What each actor reads and writes in each table of the sample. The statements below name no row, so the rows that
 * come back are all that the actor reaches.
 * A list: the keys of the rows that were read or written. `no grant`: the role may not do this to the table at
 * all. `policy`: the actor may not write this row.
 */
type Access = readonly string[] | 'no grant' | 'policy';

const VERBS = ['read', 'insert', 'update', 'delete'] as const;
type Verb = (typeof VERBS)[number];

type ActorAccess = { readonly actor: ActorName } & Readonly<Record<Verb, Access>>;

interface TableCases {
  readonly table: string;
  /** The column that names a row in the lists. */
  readonly key: string;
  /** Columns and values of the row that everybody tries to insert. */
  readonly insert: string;
  /** The same for the service role, where the row names its user and not the token. */
  readonly insertAsServer?: string;
  /** What everybody tries to set in every row. */
  readonly update: string;
  readonly access: readonly ActorAccess[];
}

function may(actor: ActorName, read: Access, insert: Access, update: Access, remove: Access): ActorAccess {
  return { actor, read, insert, update, delete: remove };
}

const NO = 'no grant';
const ROLES = [
  'user_admin',
  'user_inactive_admin',
  'user_invited_admin',
  'user_moderator',
  'user_other',
  'user_owner',
];
const PROFILES = ['user_other', 'user_owner'];
const KEYS = ['inactive key', 'other key', 'owner key', 'stranger key'];
const SETTINGS = ['open', 'secret'];
const AUDITED = ['app_setting.delete', 'app_setting.insert', 'user_role.insert'];
const PUBLISHED = ['older', 'published'];
const NEWS = ['draft', 'older', 'published', 'scheduled'];

const TABLES: readonly TableCases[] = [
  {
    table: 'user_roles',
    key: 'user_id',
    insert: "(user_id, email, role) values ('user_new', 'new@example.test', 'admin')",
    update: "role = 'admin', status = 'active'",
    access: [
      may('visitor', NO, NO, NO, NO),
      may('owner', ['user_owner'], 'policy', [], []),
      may('other', ['user_other'], 'policy', [], []),
      may('stranger', [], 'policy', [], []),
      may('moderator', ['user_moderator'], 'policy', [], []),
      may('admin', ROLES, ['user_new'], ROLES, ROLES),
      may('inactive admin', ['user_inactive_admin'], 'policy', [], []),
      may('invited admin', ['user_invited_admin'], 'policy', [], []),
      may('server', ROLES, ['user_new'], ROLES, ROLES),
    ],
  },
  {
    table: 'user_metadata',
    key: 'user_id',
    insert: "(user_id, display_name) values ('user_stranger', 'Stranger')",
    update: "about = 'changed'",
    access: [
      may('visitor', NO, NO, NO, NO),
      may('owner', ['user_owner'], 'policy', ['user_owner'], NO),
      may('other', ['user_other'], 'policy', ['user_other'], NO),
      may('stranger', [], ['user_stranger'], [], NO),
      may('moderator', PROFILES, 'policy', [], NO),
      may('admin', PROFILES, 'policy', [], NO),
      may('inactive admin', [], 'policy', [], NO),
      may('invited admin', [], 'policy', [], NO),
      may('server', PROFILES, ['user_stranger'], PROFILES, PROFILES),
    ],
  },
  {
    table: 'user_api_keys',
    key: 'key_name',
    insert: "(user_id, key_name, key_hash, key_hint) values ('user_owner', 'new', sha256('x'), 'xxxx')",
    update: "key_name = key_name || ''",
    access: [
      may('visitor', NO, NO, NO, NO),
      may('owner', ['owner key'], NO, ['owner key'], ['owner key']),
      may('other', ['other key'], NO, ['other key'], ['other key']),
      may('moderator', [], NO, [], []),
      may('admin', [], NO, [], []),
      may('inactive admin', ['inactive key'], NO, ['inactive key'], ['inactive key']),
      may('server', KEYS, NO, NO, KEYS),
    ],
  },
  {
    table: 'app_settings',
    key: 'setting_key',
    insert: "(setting_key, setting_value) values ('new', 'yes')",
    update: "setting_value = 'no'",
    access: [
      may('visitor', ['open'], NO, NO, NO),
      may('owner', ['open'], 'policy', [], []),
      may('stranger', ['open'], 'policy', [], []),
      may('moderator', ['open'], 'policy', [], []),
      may('admin', SETTINGS, ['new'], SETTINGS, SETTINGS),
      may('inactive admin', ['open'], 'policy', [], []),
      may('invited admin', ['open'], 'policy', [], []),
      may('server', SETTINGS, ['new'], SETTINGS, SETTINGS),
    ],
  },
  {
    table: 'admin_audit_log',
    key: 'action',
    insert: "(admin_id, admin_email, action) values ('user_admin', 'admin@example.test', 'forged')",
    update: "action = 'forged'",
    access: [
      may('visitor', NO, NO, NO, NO),
      may('owner', [], NO, NO, NO),
      may('moderator', [], NO, NO, NO),
      may('admin', AUDITED, NO, NO, NO),
      may('inactive admin', [], NO, NO, NO),
      may('invited admin', [], NO, NO, NO),
      may('server', AUDITED, ['forged'], NO, NO),
    ],
  },
  {
    table: 'announcements',
    key: 'title',
    insert: "(title) values ('new')",
    insertAsServer: "(title, author_id) values ('new', 'user_moderator')",
    update: "body = 'changed'",
    access: [
      may('visitor', PUBLISHED, NO, NO, NO),
      may('owner', PUBLISHED, 'policy', [], []),
      may('stranger', PUBLISHED, 'policy', [], []),
      may('moderator', NEWS, ['new'], NEWS, NEWS),
      may('admin', NEWS, ['new'], NEWS, NEWS),
      may('inactive admin', PUBLISHED, 'policy', [], []),
      may('invited admin', PUBLISHED, 'policy', [], []),
      may('server', NEWS, ['new'], NEWS, NEWS),
    ],
  },
  {
    table: 'announcement_reads',
    key: 'user_id',
    insert: "(announcement_id) values ('00000000-0000-4000-8000-000000000001')",
    insertAsServer:
      "(announcement_id, user_id) values ('00000000-0000-4000-8000-000000000001', 'user_stranger')",
    update: 'read_at = now()',
    access: [
      may('visitor', NO, NO, NO, NO),
      may('owner', [], ['user_owner'], NO, []),
      may('other', ['user_other'], ['user_other'], NO, ['user_other']),
      may('moderator', [], ['user_moderator'], NO, []),
      may('admin', ['user_admin'], ['user_admin'], NO, ['user_admin']),
      may(
        'server',
        ['user_admin', 'user_other'],
        ['user_stranger'],
        ['user_admin', 'user_other'],
        ['user_admin', 'user_other'],
      ),
    ],
  },
];

const database = sampleDatabase(SAMPLE_ROWS);

describe.each(TABLES)('$table', (cases) => {
  const named = cases.access.flatMap((row) =>
    VERBS.map((verb) => ({ actor: row.actor, verb, access: row[verb], shown: shown(row[verb]) })),
  );

  test.each(named)('$actor, $verb: $shown', async ({ actor, verb, access }) => {
    const outcome = await database.attempt(actor, statement(cases, actor, verb));
    expect(accessOf(outcome, cases.table)).toEqual(access);
  });
});

function statement(cases: TableCases, actor: ActorName, verb: Verb): string {
  const returning = `returning ${cases.key} as key`;
  switch (verb) {
    case 'read':
      return `select ${cases.key} as key from public.${cases.table}`;
    case 'insert':
      return `insert into public.${cases.table} ${insertedBy(actor, cases)} ${returning}`;
    case 'update':
      return `update public.${cases.table} set ${cases.update} ${returning}`;
    case 'delete':
      return `delete from public.${cases.table} ${returning}`;
  }
}

function insertedBy(actor: ActorName, cases: TableCases): string {
  return actor === 'server' ? (cases.insertAsServer ?? cases.insert) : cases.insert;
}

/** A refusal for any other reason than the two that the table of cases knows comes back as its message. */
function accessOf(outcome: Outcome, table: string): readonly string[] | string {
  if ('rows' in outcome) return [...new Set(outcome.rows.map(({ key }) => String(key)))].sort();
  if (outcome.refused === `permission denied for table ${table}`) return 'no grant';
  if (outcome.refused === `new row violates row-level security policy for table "${table}"`) return 'policy';
  return outcome.refused;
}

function shown(access: Access): string {
  if (typeof access === 'string') return access;
  return access.length === 0 ? 'no row' : access.join(', ');
}
