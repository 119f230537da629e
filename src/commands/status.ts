import type { LivePort, LiveSource, SqlScanner } from '../core/deploy-ports.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import type { Migration } from '../core/migration.ts';
import { judgePending } from '../core/pending.ts';
import type { ProjectPort } from '../core/ports.ts';
import { type Finding, REPORT_SCHEMA, type Report } from '../core/report.ts';
import { type EnvironmentHistory, statusOf, type UnseenEnvironment } from '../core/status.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import { editedVersions } from './history-judgement.ts';
import { readCheckout } from './read-checkout.ts';
import { Stopwatch } from './stopwatch.ts';

/** An environment to look at, and what to call it. */
export interface NamedSource {
  readonly name: string;
  readonly source: LiveSource;
}

export interface StatusRequest {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  /** At least one. */
  readonly environments: readonly NamedSource[];
}

export interface StatusPorts {
  readonly project: ProjectPort;
  readonly live: LivePort;
  readonly scanner: SqlScanner;
}

interface Looked {
  readonly environment: EnvironmentHistory | UnseenEnvironment;
  readonly findings: readonly Finding[];
}

/**
 * The history of one or several databases beside the checkout, version by version. It only reads. A database that cannot be
 * reached is a finding where there are others to tell of, and thrown as it is where it is the only one.
 */
export async function status(
  request: StatusRequest,
  ports: StatusPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const comparison = await readCheckout(request, ports, context, watch);
  const repository = comparison.head.migrations;
  const several = request.environments.length > 1;
  const looked: Looked[] = [];
  for (const one of request.environments) {
    looked.push(
      await watch.run(
        'history',
        several ? `Reading the history of ${one.name}` : 'Reading the history',
        () => (several ? lookOrTell(one, repository, ports, context) : look(one, repository, ports, context)),
      ),
    );
  }
  const summary = statusOf(
    repository,
    looked.map(({ environment }) => environment),
  );
  const findings = [
    ...comparison.findings.filter(({ level }) => level === 'error'),
    ...looked.flatMap(({ environment, findings: found }) =>
      found.map((one) => (several ? { ...one, message: `${environment.name}: ${one.message}` } : one)),
    ),
  ];
  return {
    schema: REPORT_SCHEMA,
    command: 'status',
    verdict: verdictOf(summary.versions.length, [], findings),
    project: comparison.project,
    migrations: [],
    changes: [],
    findings,
    reversal: null,
    plan: null,
    status: summary,
    head: headDigest(repository),
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}

async function look(
  { name, source }: NamedSource,
  repository: readonly Migration[],
  { live: port, scanner }: StatusPorts,
  { signal, progress }: CommandContext,
): Promise<Looked> {
  await using live = await port.open(source, { signal, progress });
  const state = await live.state();
  const edited = await editedVersions(repository, state, live, scanner);
  const { version: serverVersion } = await live.identity();
  const journaled = await live.journaledVersions();
  const { findings } = judgePending({ repository, history: state.history, edited, allowOutOfOrder: false });
  const stopped = (state.anchor?.unfinished ?? []).map((run) =>
    finding('run-unfinished', {
      file: null,
      line: null,
      level: 'warning',
      message: `The deployment ${run.run} of ${run.startedAt} did not come to its end.`,
      remedy: 'Run sluice deploy: it takes up the work where it stopped.',
    }),
  );
  return {
    environment: { name, target: live.shown, serverVersion, state, edited, ...journaled },
    findings: [...findings, ...stopped],
  };
}

async function lookOrTell(
  named: NamedSource,
  repository: readonly Migration[],
  ports: StatusPorts,
  context: CommandContext,
): Promise<Looked> {
  try {
    return await look(named, repository, ports, context);
  } catch (thrown) {
    context.signal.throwIfAborted();
    if (!(thrown instanceof SluiceError) || thrown.code === 'internal') throw thrown;
    return {
      environment: { name: named.name, problem: thrown.message },
      findings: [
        finding('environment-unreachable', {
          file: null,
          line: null,
          message: thrown.message,
          remedy: thrown.remedy,
        }),
      ],
    };
  }
}
