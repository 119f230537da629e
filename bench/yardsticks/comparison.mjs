/** A process that reads two databases with pg-delta and plans from one to the other, and does nothing else. Its arguments are their URLs. */
import { extract } from '@supabase/pg-delta/extract';
import { SUPABASE_EXTENSION_HANDLERS } from '@supabase/pg-delta/integrations';
import { plan } from '@supabase/pg-delta/plan';
import pg from 'pg';

const facts = [];
for (const connectionString of process.argv.slice(2)) {
  const pool = new pg.Pool({ connectionString, max: 1 });
  facts.push((await extract(pool, { handlers: SUPABASE_EXTENSION_HANDLERS })).factBase);
  await pool.end();
}
const { actions } = plan(facts[0], facts[1]);
if (actions.length === 0) throw new Error('The plan is empty.');
