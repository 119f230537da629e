import type { LiveIdentity } from '../core/deploy-ports.ts';
import { syntaxFinding } from '../core/error-findings.ts';
import { finding } from '../core/finding-codes.ts';
import type { Migration } from '../core/migration.ts';
import type { CutMigration, ProjectConfig, Snapshot } from '../core/ports.ts';
import type { EngineFacts, Finding } from '../core/report.ts';
import type { CommandContext } from './context.ts';
import { schemaOf } from './deploy-expectation.ts';
import type { LoadedPorts } from './deploy-request.ts';
import { majorOf } from './drift-look.ts';
import type { DriftRequest } from './drift-request.ts';
import type { Stopwatch } from './stopwatch.ts';

export type Expected =
  | {
      readonly ok: true;
      readonly snapshot: Snapshot;
      readonly engine: EngineFacts;
      /** What is to be told of how it was found. */
      readonly notes: readonly Finding[];
    }
  | { readonly ok: false; readonly finding: Finding };

export interface ExpectedInput {
  readonly migrations: readonly Migration[];
  readonly identity: LiveIdentity;
  readonly config: ProjectConfig;
  readonly request: Pick<DriftRequest, 'engine' | 'shadowUrl'>;
  readonly ports: LoadedPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}

const MAJORS = [15, 17, 18] as const;

/** The schema that migrations lead to, on a shadow of the major that the live server runs: majors tell the same schema differently. */
export async function expectedSchema(input: ExpectedInput): Promise<Expected> {
  const { migrations, identity, config, request, ports, context, watch } = input;
  const shadow = shadowMajor(identity);
  if (!shadow.ok) return shadow;
  const cuts: CutMigration[] = [];
  for (const migration of migrations) {
    const cut = await ports.parser.cut(migration.sql);
    if (!cut.ok) return { ok: false, finding: syntaxFinding(migration, cut.problem) };
    cuts.push({ migration, statements: cut.statements });
  }
  const replayed = await schemaOf(
    cuts,
    { ...config, majorVersion: shadow.major },
    request,
    ports,
    context,
    watch,
  );
  if (!replayed.ok) return replayed;
  const { expectation, notes } = replayed;
  return { ok: true, snapshot: expectation.end, engine: expectation.engine, notes };
}

/** The major of the shadow that a live server is held against. */
export function shadowMajor(
  identity: LiveIdentity,
):
  | { readonly ok: true; readonly major: (typeof MAJORS)[number] }
  | { readonly ok: false; readonly finding: Finding } {
  const major = MAJORS.find((one) => one === majorOf(identity));
  return major === undefined ? { ok: false, finding: noShadow(identity) } : { ok: true, major };
}

/** A word about it where config.toml says something else. */
export function majorFindings({ majorVersion }: ProjectConfig, identity: LiveIdentity): readonly Finding[] {
  const major = majorOf(identity);
  if (major === majorVersion) return [];
  return [
    finding('major-differs', {
      file: null,
      line: null,
      message: `config.toml says PostgreSQL ${majorVersion}, and the database runs ${identity.version}.`,
      remedy: `Write major_version = ${major} under [db] in supabase/config.toml, so that migrations are reviewed on what they will run on.`,
    }),
  ];
}

function noShadow({ version }: LiveIdentity): Finding {
  return finding('major-unsupported', {
    file: null,
    line: null,
    message: `The database runs PostgreSQL ${version}, and there is no shadow of that major (${MAJORS.join(', ')}).`,
    remedy: 'Hold it against what the last deployment recorded (--against record).',
  });
}
