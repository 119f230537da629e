import type pg from 'pg';
import type { SchemaRecord } from '../core/deploy-ports.ts';
import { DEPLOYMENTS } from './journal-tables.ts';

/** The journal must be there: a fingerprint is only known from it. */
export async function readRecord(client: pg.Client, fingerprint: string): Promise<SchemaRecord | null> {
  const { rows } = await client.query<{
    run: string;
    at: string;
    digest: string | null;
    major: string | null;
  }>(
    `select run, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as at,
       details->>'schemaDigest' as digest, details->>'serverMajor' as major
     from ${DEPLOYMENTS} where fingerprint = $1 order by outcome <> 'running' desc, id desc limit 1`,
    [fingerprint],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { run, at, digest: schemaDigest, major } = row;
  return { run, at, schemaDigest, serverMajor: major === null ? null : Number(major) };
}
