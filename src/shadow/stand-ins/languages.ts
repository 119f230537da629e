import { type StandInExtension, standIn } from './stand-in.ts';

function language(name: string, version: string, comment: string): StandInExtension {
  return standIn({
    name,
    version,
    comment,
    missing: `functions written in ${name} are stored unread and fail when called`,
    schema: 'pg_catalog',
    script: `
-- A language needs a handler in C. That of PL/pgSQL takes any body as long as nobody checks or calls it.
CREATE FUNCTION ${name}_call_handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE TRUSTED LANGUAGE ${name} HANDLER ${name}_call_handler;
`,
  });
}

/** Procedural languages. */
export const languages: readonly StandInExtension[] = [
  language('plv8', '3.1.10', 'PL/JavaScript (v8) trusted procedural language'),
  language('plcoffee', '3.1.10', 'PL/CoffeeScript (v8) trusted procedural language'),
  language('plls', '3.1.10', 'PL/LiveScript (v8) trusted procedural language'),
];
