import { standIn } from './stand-in.ts';

/** Assertions and the argument lists they take; each list stands for one overload. */
const assertions: Readonly<Record<string, readonly string[]>> = {
  ok: ['boolean', 'boolean, text'],
  is: ['anyelement, anyelement', 'anyelement, anyelement, text'],
  isnt: ['anyelement, anyelement', 'anyelement, anyelement, text'],
  matches: ['anyelement, text', 'anyelement, text, text'],
  imatches: ['anyelement, text', 'anyelement, text, text'],
  alike: ['anyelement, text', 'anyelement, text, text'],
  unalike: ['anyelement, text', 'anyelement, text, text'],
  cmp_ok: ['anyelement, text, anyelement', 'anyelement, text, anyelement, text'],
  pass: ['', 'text'],
  fail: ['', 'text'],
  diag: ['text', 'anyelement'],
  isa_ok: ['anyelement, regtype', 'anyelement, regtype, text'],
  throws_ok: [
    'text',
    'text, text',
    'text, text, text',
    'text, character(5), text, text',
    'text, integer, text, text',
  ],
  throws_like: ['text, text', 'text, text, text'],
  throws_matching: ['text, text', 'text, text, text'],
  lives_ok: ['text', 'text, text'],
  performs_ok: ['text, numeric', 'text, numeric, text'],
  results_eq: ['text, text', 'text, text, text', 'text, anyarray', 'text, anyarray, text'],
  results_ne: ['text, text', 'text, text, text', 'text, anyarray', 'text, anyarray, text'],
  set_eq: ['text, text', 'text, text, text', 'text, anyarray', 'text, anyarray, text'],
  set_has: ['text, text', 'text, text, text'],
  bag_eq: ['text, text', 'text, text, text', 'text, anyarray', 'text, anyarray, text'],
  is_empty: ['text', 'text, text'],
  isnt_empty: ['text', 'text, text'],
  row_eq: ['text, anyelement', 'text, anyelement, text'],
  schemas_are: ['name[]', 'name[], text'],
  tables_are: ['name[]', 'name, name[]', 'name, name[], text'],
  views_are: ['name, name[]', 'name, name[], text'],
  columns_are: ['name, name[]', 'name, name, name[]', 'name, name, name[], text'],
  functions_are: ['name, name[]', 'name, name[], text'],
  triggers_are: ['name, name, name[]', 'name, name, name[], text'],
  indexes_are: ['name, name, name[]', 'name, name, name[], text'],
  policies_are: ['name, name, name[]', 'name, name, name[], text'],
  policy_roles_are: ['name, name, name, name[]', 'name, name, name, name[], text'],
  policy_cmd_is: ['name, name, name, text', 'name, name, name, text, text'],
  enums_are: ['name, name[]', 'name, name[], text'],
  enum_has_labels: ['name, name[]', 'name, name, name[]', 'name, name, name[], text'],
  has_schema: ['name', 'name, text'],
  hasnt_schema: ['name', 'name, text'],
  has_table: ['name', 'name, name', 'name, name, text'],
  hasnt_table: ['name', 'name, name', 'name, name, text'],
  has_view: ['name', 'name, name', 'name, name, text'],
  has_materialized_view: ['name', 'name, name', 'name, name, text'],
  has_column: ['name, name', 'name, name, name', 'name, name, name, text'],
  hasnt_column: ['name, name', 'name, name, name', 'name, name, name, text'],
  has_function: ['name', 'name, name', 'name, name[]', 'name, name, name[]', 'name, name, name[], text'],
  hasnt_function: ['name', 'name, name', 'name, name, name[]'],
  has_trigger: ['name, name', 'name, name, name', 'name, name, name, text'],
  has_index: ['name, name', 'name, name, name', 'name, name, name, text'],
  has_pk: ['name', 'name, name', 'name, name, text'],
  has_fk: ['name', 'name, name', 'name, name, text'],
  has_unique: ['text', 'text, text', 'text, text, text'],
  has_check: ['name', 'name, name', 'name, name, text'],
  has_type: ['name', 'name, name', 'name, name, text'],
  has_enum: ['name', 'name, name', 'name, name, text'],
  has_role: ['name', 'name, text'],
  has_extension: ['name', 'name, name', 'name, name, text'],
  col_type_is: ['name, name, text', 'name, name, name, text', 'name, name, name, text, text'],
  col_not_null: ['name, name', 'name, name, name', 'name, name, name, text'],
  col_is_null: ['name, name', 'name, name, name', 'name, name, name, text'],
  col_has_default: ['name, name', 'name, name, name', 'name, name, name, text'],
  col_default_is: ['name, name, text', 'name, name, name, text', 'name, name, name, text, text'],
  col_is_pk: ['name, name', 'name, name, name', 'name, name, name, text'],
  col_is_fk: ['name, name', 'name, name, name', 'name, name, name, text'],
  col_is_unique: ['name, name', 'name, name, name', 'name, name, name, text'],
  fk_ok: [
    'name, name, name, name',
    'name, name, name, name, name, name',
    'name, name, name, name, name, name, text',
  ],
  function_returns: [
    'name, text',
    'name, name, text',
    'name, name, name[], text',
    'name, name, name[], text, text',
  ],
  function_lang_is: ['name, name', 'name, name, name', 'name, name, name[], name'],
  function_privs_are: [
    'name, name[], name, name[]',
    'name, name, name[], name, name[]',
    'name, name, name[], name, name[], text',
  ],
  table_privs_are: ['name, name, name[]', 'name, name, name, name[]', 'name, name, name, name[], text'],
  schema_privs_are: ['name, name, name[]', 'name, name, name[], text'],
  column_privs_are: ['name, name, name, name, name[]', 'name, name, name, name, name[], text'],
  is_definer: ['name', 'name, name', 'name, name, name[]', 'name, name, name[], text'],
  isnt_definer: ['name', 'name, name', 'name, name, name[]'],
  is_member_of: ['name, name', 'name, name[]', 'name, name, text'],
  table_owner_is: ['name, name', 'name, name, name', 'name, name, name, text'],
  function_owner_is: ['name, name[], name', 'name, name, name[], name'],
};

export const pgtap = standIn({
  name: 'pgtap',
  version: '1.3.3',
  comment: 'Unit testing for PostgreSQL',
  missing: 'its assertions test nothing and report "ok"; functions used less often are missing',
  relocatable: true,
  script: `
${Object.entries(assertions)
  .flatMap(([name, overloads]) =>
    overloads.map(
      (parameters) =>
        `CREATE FUNCTION ${name}(${parameters}) RETURNS text LANGUAGE sql AS $$ SELECT 'ok'::text $$;`,
    ),
  )
  .join('\n')}
CREATE FUNCTION plan(integer) RETURNS text LANGUAGE sql AS $$ SELECT '1..' || $1 $$;
CREATE FUNCTION no_plan() RETURNS SETOF boolean LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION finish(exception_on_failure boolean DEFAULT NULL) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION runtests() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION runtests(name) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION skip(why text, how_many integer) RETURNS text LANGUAGE sql AS $$ SELECT 'ok'::text $$;
CREATE FUNCTION todo(why text, how_many integer) RETURNS SETOF boolean LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION collect_tap(VARIADIC text[]) RETURNS text LANGUAGE sql AS $$ SELECT array_to_string($1, E'\\n') $$;
CREATE FUNCTION pg_version() RETURNS text LANGUAGE sql AS $$ SELECT current_setting('server_version') $$;
CREATE FUNCTION pg_version_num() RETURNS integer LANGUAGE sql AS $$ SELECT current_setting('server_version_num')::integer $$;
CREATE FUNCTION pgtap_version() RETURNS numeric LANGUAGE sql AS $$ SELECT 1.3 $$;
`,
});
