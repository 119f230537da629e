import { finding } from '../core/finding-codes.ts';
import { inWords, listOf } from '../core/landed.ts';
import type { Snapshot } from '../core/ports.ts';
import type { DeploymentSummary, Finding } from '../core/report.ts';
import type { RollbackInput } from './rollback-plan.ts';
import type { DownResult } from './rollback-way.ts';

/**
 * Whether the live schema is the one that the way back was proven for. Where the last run recorded it, its fingerprint says so;
 * else the live schema is held against the shadow itself, because statements proven for another one prove nothing.
 */
export async function judgeRollbackDrift(
  { state, request, ports }: RollbackInput,
  snapshot: Snapshot,
  { now }: DownResult,
): Promise<{ readonly drift: DeploymentSummary['drift']; readonly findings: readonly Finding[] }> {
  if (request.drift === 'ignore' || now === null) {
    const status = request.drift === 'ignore' ? 'ignored' : 'unknown';
    return { drift: { status, differences: [] }, findings: [] };
  }
  const { anchor } = state;
  const isVouchedFor = anchor !== null && anchor.unfinished.length === 0;
  if (isVouchedFor && ports.codec.fingerprint(snapshot) === anchor.fingerprint) {
    return { drift: { status: 'none', differences: [] }, findings: [] };
  }
  // As from another database, so that what belongs to the platform is left out.
  const expected = await ports.codec.deserialize(await ports.codec.serialize(now));
  const differences = expected === null ? [] : ports.schema.compare(expected, snapshot).map(inWords);
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
