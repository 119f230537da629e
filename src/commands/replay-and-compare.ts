import { type Differences, NO_DIFFERENCES } from '../core/changes.ts';
import { findingOfError } from '../core/error-findings.ts';
import { SluiceError } from '../core/errors.ts';
import type { AuthoredRollback } from '../core/migration.ts';
import type { CutMigration, ObservedStatement, Shadow, Snapshot } from '../core/ports.ts';
import type { Change, Diagram, Finding, Reversal, ReversalVerdict } from '../core/report.ts';
import { securityFindings } from '../core/security-findings.ts';
import { plural } from '../render/counts.ts';
import { type BaseNotes, notedSecurity, restOf, writeBaseNotes } from './base-notes.ts';
import type { CommandContext, ReviewPorts } from './context.ts';
import { remembered } from './known-base.ts';
import { rehearse } from './rehearsal.ts';
import { openShadowReader } from './shadow-reader.ts';
import type { Stopwatch } from './stopwatch.ts';
import { stretchesOf } from './stretches.ts';

export interface ReplayInput {
  readonly shadow: Shadow;
  readonly base: readonly CutMigration[];
  readonly head: readonly CutMigration[];
  readonly rollbacks: readonly AuthoredRollback[];
  readonly exposedSchemas: readonly string[];
}

export interface ReplayOutcome {
  readonly differences: Differences;
  readonly observed: readonly ObservedStatement[];
  readonly findings: readonly Finding[];
  readonly reversal: Reversal | null;
  /** By version of the migration. */
  readonly verdicts: ReadonlyMap<string, ReversalVerdict>;
  readonly differenceSql: string;
  readonly diagram: (changes: readonly Change[]) => Diagram | null;
}

/**
 * Everything that happens on the shadow, in one database, because roles belong to the whole server and object identities
 * to the database: base, snapshot, head (watched), snapshot, the comparison, and the rehearsal of the way back.
 */
export async function replayAndCompare(
  input: ReplayInput,
  ports: ReviewPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<ReplayOutcome> {
  const database = await watch.run('engine', 'Making a database', () => input.shadow.createDatabase());
  const { schema, replay } = ports;
  const options = { signal: context.signal, progress: context.progress };

  const { states } = input.shadow;
  const { rest, noted } = restOf(input.base, states);
  let known = (): Omit<BaseNotes, 'statements'> => ({ snapshot: '', security: null });
  try {
    if (rest.length > 0) {
      await watch.run('replay', `Replaying ${plural(rest.length, 'migration')} of the base`, () =>
        replay.replay(database, rest, { ...options, observe: false }),
      );
      await watch.run('cache', 'Keeping the state of the base', async () => {
        await states?.keep(() => writeBaseNotes({ statements: remembered(input.base), ...known() }));
      });
    }
  } catch (thrown) {
    return stoppedBy(thrown, 'The base itself cannot be replayed: ');
  }
  const texts = [...input.base, ...input.head].map(({ migration }) => migration.sql);
  await using reader = await watch.run('snapshot', 'Keeping a copy of the base', () =>
    openShadowReader(
      input.shadow,
      database,
      [...texts, ...input.rollbacks.map(({ sql }) => sql)],
      schema,
      noted?.snapshot,
    ),
  );
  await using session = replay.open(database);
  session.connect();
  const before = await watch.run('snapshot', 'Reading the schema of the base', () => reader.read());
  const exposed = input.exposedSchemas;
  const securityBefore =
    notedSecurity(noted, exposed) ??
    (await watch.run('security', 'Reading the rights of the base', () => reader.security(exposed)));
  if (noted === null) {
    known = () => ({ snapshot: reader.notes?.() ?? '', security: { exposed, facts: securityBefore } });
  }

  const stretches = stretchesOf(input.head, input.rollbacks);
  const boundaries = new Map<string, Snapshot>();
  const inner = new Set(stretches.slice(0, -1).map(({ last }) => last));
  let observed: readonly ObservedStatement[];
  try {
    observed = await watch.run(
      'replay',
      `Replaying ${plural(input.head.length, 'migration')} under review`,
      () =>
        session.replay(input.head, {
          ...options,
          observe: true,
          done: async ({ version }) => {
            if (inner.has(version)) boundaries.set(version, await reader.read());
          },
        }),
    );
  } catch (thrown) {
    return stoppedBy(thrown, '');
  }
  const after = await watch.run('snapshot', 'Reading the schema of the head', () => reader.read());
  const securityAfter = await watch.run('security', 'Reading the rights of the head', () =>
    reader.security(exposed),
  );

  const rehearsal = await watch.run('reversal', 'Rehearsing the way back', () =>
    rehearse(
      { session, reader, before, after, boundaries, stretches, observed, head: input.head },
      ports,
      context,
    ),
  );
  return {
    ...rehearsal,
    observed,
    findings: [
      ...rehearsal.rollbackFindings,
      ...securityFindings(securityBefore, securityAfter, rehearsal.differences.renames, observed),
    ],
    diagram: (changes) => schema.diagram(before, after, changes),
  };
}

function stoppedBy(thrown: unknown, prefix: string): ReplayOutcome {
  const finding = thrown instanceof SluiceError ? findingOfError(thrown) : null;
  if (finding === null) throw thrown;
  return {
    differences: NO_DIFFERENCES,
    observed: [],
    findings: [{ ...finding, message: `${prefix}${finding.message}` }],
    reversal: null,
    verdicts: new Map(),
    differenceSql: '',
    diagram: () => null,
  };
}
