import type { DeploymentSummary } from '../core/deployment-report.ts';
import { driftLines } from '../core/drift.ts';
import { finding } from '../core/finding-codes.ts';
import { listOf } from '../core/landed.ts';
import type { ObjectDifference, Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { recordedSchema } from './drift-look.ts';
import { type LiveSchema, readWholeSchema } from './live-schema.ts';
import type { RollbackInput } from './rollback-input.ts';
import type { DownResult } from './rollback-way.ts';

/**
 * Whether the live schema is the one that the way back was proven for. Where the last run recorded it, that says so (`moved`, as
 * `sinceRecord` found it); else the live schema is held against the shadow itself, because statements proven for another one
 * prove nothing.
 */
export async function judgeRollbackDrift(
  input: RollbackInput,
  { snapshot }: LiveSchema,
  moved: readonly ObjectDifference[] | null,
  { now }: DownResult,
): Promise<{ readonly drift: DeploymentSummary['drift']; readonly findings: readonly Finding[] }> {
  const { request } = input;
  if (request.drift === 'ignore' || now === null) {
    const status = request.drift === 'ignore' ? 'ignored' : 'unknown';
    return { drift: { status, differences: [] }, findings: [] };
  }
  const differences = driftLines(
    moved ?? (await besideShadow(input, snapshot ?? (await readWholeSchema(input)), now)),
  );
  if (differences.length === 0) return { drift: { status: 'none', differences: [] }, findings: [] };
  return {
    drift: { status: 'found', differences },
    findings: [
      finding('drift', {
        file: null,
        line: null,
        level: request.drift === 'fail' ? 'error' : 'warning',
        message: `The live schema is not the one that its migrations lead to, so the way back was proven for another one:\n${listOf(differences)}`,
        remedy:
          'Undo it by hand, or write it down as a migration (supabase db pull) and adopt that; or roll back nevertheless with --drift warn.',
      }),
    ],
  };
}

/**
 * What has changed since the last run that came to its end; null where none recorded a schema that can be compared, and nothing
 * where nobody wants to know.
 */
export async function sinceRecord(
  { state, live, ports, request }: RollbackInput,
  { fingerprint, snapshot }: LiveSchema,
): Promise<readonly ObjectDifference[] | null> {
  if (request.drift === 'ignore') return [];
  const { anchor } = state;
  if (anchor === null || anchor.fingerprint === null || anchor.unfinished.length > 0) return null;
  // Without a snapshot the server has said that it is the recorded one.
  if (snapshot === null || fingerprint === anchor.fingerprint) return [];
  const kept = await recordedSchema(live, anchor.fingerprint, await live.identity(), ports);
  return 'code' in kept ? null : ports.drift.compare(kept.snapshot, { snapshot, unseen: [] }).differences;
}

async function besideShadow(
  { ports }: RollbackInput,
  snapshot: Snapshot,
  now: Snapshot,
): Promise<readonly ObjectDifference[]> {
  // As from another database, so that what belongs to the platform is left out.
  const expected = await ports.codec.deserialize(await ports.codec.serialize(now));
  if (expected === null) return [];
  // Roles belong to the whole server, and people make them by hand; a way back has nothing to do with those.
  return ports.drift
    .compare(expected, { snapshot, unseen: [] })
    .differences.filter(({ verb, kind }) => verb !== 'create' || !['role', 'membership'].includes(kind));
}
