import { SUPERUSERS_ALONE } from './known-traps.ts';
import type { Finding } from './report.ts';

/** Schemas that the platform fills, not the project. */
const PLATFORM =
  /(?:^|[\s"])(?:auth|cron|extensions|graphql|graphql_public|net|pgmq|pgsodium|realtime|storage|supabase_functions|vault)"?\./u;

/** SQLSTATEs of something that is not there: schema, table, column, function, object (PostgreSQL documentation, appendix A). */
const MISSING = ['3F000', '42P01', '42703', '42883', '42704'];

/**
 * What the embedded engine lacks and the real platform may have: an extension, something of the platform's own schemas, or a right of
 * the role postgres inside a block.
 * Null where a replay stopped for another reason, or did not stop.
 */
export function engineGap(findings: readonly Finding[]): Finding | null {
  return (
    findings.find(
      ({ code, sqlState = '', message }) =>
        code === 'extension-unavailable' ||
        (code === 'sql-failed' &&
          ((MISSING.includes(sqlState) && PLATFORM.test(message)) ||
            (sqlState === '42501' && SUPERUSERS_ALONE.test(message)))),
    ) ?? null
  );
}

/** The same findings, the gap with all ways out where no other engine could be asked. */
export function withWaysOut(findings: readonly Finding[], gap: Finding, noOther: string): readonly Finding[] {
  return findings.map((one) =>
    one === gap
      ? {
          ...one,
          remedy: `${one.remedy} The full stack of Supabase could not be asked: ${noOther}`,
        }
      : one,
  );
}
