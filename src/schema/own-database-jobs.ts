import type { ExtensionHandler } from '@supabase/pg-delta/integrations';

/** Stands for the database that is read, in a text that nobody writes by himself. */
const OWN = 'sluice: the database of this connection';

/**
 * pg-delta's handler of pg_cron, but for the database of a job where that is the one that is read: it has one name on the platform,
 * another on a shadow and a third where a backup is restored, and the job is the same.
 */
export function withOwnDatabase(handler: ExtensionHandler): ExtensionHandler {
  const rule = handler.intentKinds?.['job'];
  if (handler.extension !== 'pg_cron' || rule === undefined) return handler;
  return {
    ...handler,
    async capture(context, current) {
      const captured = await handler.capture(context, current);
      if (captured.facts.length === 0) return captured;
      const [row] = await context.query('select current_database()::text as own');
      const facts = captured.facts.map((fact) =>
        fact.payload['database'] === row?.['own']
          ? { ...fact, payload: { ...fact.payload, database: null } }
          : fact,
      );
      return { ...captured, facts };
    },
    intentKinds: {
      ...handler.intentKinds,
      job: {
        ...rule,
        create(fact, view) {
          const named = { ...fact, payload: { ...fact.payload, database: fact.payload['database'] ?? OWN } };
          return rule.create(named, view).map((action) => ({
            ...action,
            sql: action.sql.replace(`'${OWN}'`, 'current_database()'),
          }));
        },
      },
    },
  };
}
