import type { WaitingMigration } from '../core/drift-report.ts';
import { finding } from '../core/finding-codes.ts';
import type { Finding } from '../core/report.ts';
import { waitingMigrations } from '../core/waiting.ts';
import type { DriftInput } from './drift-input.ts';

/** Migrations that wait, and since when, as far as git knows. */
export async function waitingInCheckout({
  judged: { pending },
  request,
  ports,
  context,
}: DriftInput): Promise<{
  readonly waiting: readonly WaitingMigration[];
  readonly findings: readonly Finding[];
}> {
  const { projectDir, waitLimit } = request;
  if (pending.length === 0) return { waiting: [], findings: [] };
  const files = pending.map(({ file }) => file);
  const since =
    waitLimit === null ? new Map() : await ports.checkout.mergedAt(projectDir, files, context.progress);
  const told = waitingMigrations({
    pending,
    since: since ?? new Map(),
    now: ports.today(),
    limit: waitLimit ?? Number.POSITIVE_INFINITY,
  });
  return since === null ? { ...told, findings: [...told.findings, unknownSince()] } : told;
}

function unknownSince(): Finding {
  return finding('waiting-unknown', {
    file: null,
    line: null,
    message:
      'Since when the pending migrations wait cannot be told here: the history of the checkout is missing.',
    remedy: 'Check out with the whole history (actions/checkout: fetch-depth: 0).',
  });
}
