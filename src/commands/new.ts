import type { NewMigrationPort } from '../core/new-migration.ts';
import { REPORT_SCHEMA, type Report } from '../core/report.ts';
import type { CommandContext } from './context.ts';
import { Stopwatch } from './stopwatch.ts';

export interface NewRequest {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  readonly name: string;
}

/** Writes the next migration file and the rollback file beside it, both with nothing but a comment. Throws as NewMigrationPort does. */
export async function newMigration(
  { projectDir, name }: NewRequest,
  ports: { readonly newMigration: NewMigrationPort },
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const created = await watch.run('files', 'Writing the files', () =>
    ports.newMigration.create(projectDir, {
      name,
      sql: () => `-- ${name}: what changes. The file runs as one transaction.\n\n`,
      rollback: (version) =>
        `-- Undoes ${version}_${name}.sql. As long as nothing but comments stands here, Sluice computes the way back;\n-- write it where rows have to be put back, which cannot be computed.\n`,
    }),
  );
  return {
    schema: REPORT_SCHEMA,
    command: 'new',
    verdict: 'safe',
    project: created.project,
    migrations: [],
    changes: [],
    findings: [],
    reversal: null,
    plan: null,
    created,
    head: null,
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}
