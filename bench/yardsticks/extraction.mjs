/** A process that reads the schema of a database once with pg-delta, and does nothing else. Its one argument is the URL. */
import { extract } from '@supabase/pg-delta/extract';
import { SUPABASE_EXTENSION_HANDLERS } from '@supabase/pg-delta/integrations';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2], max: 1 });
const { factBase } = await extract(pool, { handlers: SUPABASE_EXTENSION_HANDLERS });
if (factBase.facts().length < 100) throw new Error('The extraction read next to nothing.');
await pool.end();
