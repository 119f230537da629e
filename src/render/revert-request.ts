import { plural } from './counts.ts';
import { code, fence, link, prose } from './escape.ts';

/** What the pull request tells of a rollback. */
export interface RevertedRollback {
  readonly plan: { readonly digest: string } | null;
  readonly rollback: {
    readonly run: string | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly reason: string | null;
    readonly versions: readonly string[];
    readonly steps: readonly {
      readonly versions: readonly string[];
      readonly file: string | null;
      readonly sql: string;
      readonly losses: readonly {
        readonly object: string;
        readonly rows: number;
        readonly allowed: boolean;
      }[];
    }[];
  };
}

/** GitHub takes 65,536 characters; the rest is room for what stands around the SQL. */
const SQL_ROOM = 40_000;
const LIST = 60;

/** `Revert 2 migrations that were rolled back from production`. */
export function revertTitle(
  { versions }: { readonly versions: readonly string[] },
  environment: string,
): string {
  const name = environment.replaceAll(/\s+/gu, ' ').slice(0, 60);
  return versions.length === 1
    ? `Revert migration ${versions[0] ?? ''}, rolled back from ${name}`
    : `Revert ${versions.length} migrations, rolled back from ${name}`;
}

/** The body of the pull request that takes rolled back migrations out of the repository. */
export function revertBody(
  { plan, rollback }: RevertedRollback,
  { environment, runUrl }: { readonly environment: string; readonly runUrl: string | null },
): string {
  const { versions, from, to, reason, run, steps } = rollback;
  const losses = steps.flatMap((step) => step.losses);
  const sql = steps
    .map(
      (step) =>
        `-- ${step.versions.join(', ')}${step.file === null ? '' : `: ${step.file}`}\n${step.sql.trim()}`,
    )
    .join('\n\n');
  return [
    `${plural(versions.length, 'migration')} ${versions.length === 1 ? 'was' : 'were'} rolled back from **${prose(environment, 60)}**: ${code(from ?? '0')} → ${code(to ?? '0')}.`,
    ...(reason === null ? [] : [`Reason: ${prose(reason, 2_000)}`]),
    'Until the repository agrees with the database, nothing that holds these migrations is deployed there. Merge this to agree. Where another environment still has them, roll that back too, or it will miss them. To keep them instead, close this and let them be deployed again with `--resume-deploys`, or bring them back with their rows with `--undo`.',
    [
      `- Versions: ${versions
        .slice(0, LIST)
        .map((version) => code(version))
        .join(', ')}${versions.length > LIST ? '…' : ''}`,
      ...(runUrl === null ? [] : [`- ${link('The run', runUrl)}`]),
      ...(run === null ? [] : [`- Journal: ${code(run)}`]),
      ...(plan === null ? [] : [`- Plan: ${code(plan.digest, 200)}`]),
    ].join('\n'),
    ...(losses.length === 0
      ? []
      : [
          `Saved in the schema ${code('sluice_quarantine')} first:`,
          losses
            .slice(0, LIST)
            .map(({ object, rows }) => `- ${code(object, 200)}: ${plural(rows, 'row')}`)
            .join('\n'),
        ]),
    ...(sql.length > SQL_ROOM
      ? ['The SQL that ran is in the report of the run.']
      : ['<details><summary>What ran</summary>', fence(sql, 'sql'), '</details>']),
  ].join('\n\n');
}
