import { finding } from '../core/finding-codes.ts';
import type { Ask, FileEdit, InitPort, InitSurvey, PushWorkflow } from '../core/init-ports.ts';
import type { InitFile } from '../core/init-report.ts';
import { initTasks } from '../core/init-tasks.ts';
import { type Finding, REPORT_SCHEMA, type Report } from '../core/report.ts';
import { starterProject } from '../core/starter-project.ts';
import {
  type StarterFile,
  sameButForPin,
  starterWorkflows,
  type WorkflowSource,
} from '../core/starter-workflows.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import { Stopwatch } from './stopwatch.ts';

export interface InitRequest {
  /** Folder that holds `supabase/`, or will, relative to the working directory. */
  readonly projectDir: string;
  readonly source: WorkflowSource;
  readonly approval: 'reviewers' | 'comment';
}

export interface InitPorts {
  readonly init: InitPort;
  readonly ask: Ask;
}

/**
 * Sets Sluice up in somebody's repository: the workflows, and a project folder where there is none. It asks before it replaces
 * anything, writes nothing that is there already, and tells what only a person can set up. Run twice, it changes nothing.
 */
export async function init(
  request: InitRequest,
  { init: port, ask }: InitPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const survey = await watch.run('survey', 'Looking at the repository', () =>
    port.survey(request.projectDir),
  );
  const { project, page, branch, versions } = survey;
  const wanted = [
    ...(await projectFiles(survey, ask)),
    ...starterWorkflows({ source: request.source, project, branch, approval: request.approval }),
  ];
  const removals = await replacedPushes(survey, wanted, ask);
  const decisions: Decision[] = [];
  for (const file of wanted) {
    const freed = removals.some((removal) => removal.file === file.file);
    decisions.push(await decide(file, survey.files.get(file.file), freed, ask));
  }
  const leftovers = removals.filter(({ file }) => wanted.every((one) => one.file !== file));
  context.signal.throwIfAborted();
  await watch.run('write', 'Writing the files', () =>
    port.edit([
      ...decisions.flatMap(({ edit }) => (edit === null ? [] : [edit])),
      ...leftovers.map(({ file }) => ({ file, text: null })),
    ]),
  );
  const files: readonly InitFile[] = [
    ...decisions.map(({ told }) => told),
    ...leftovers.map(
      ({ file }): InitFile => ({
        file,
        state: 'removed',
        purpose: 'pushed the migrations; the workflows above do that now',
      }),
    ),
  ];
  const findings = [...files.flatMap(differs), ...survey.pushes.flatMap((push) => remains(push, files))];
  return {
    schema: REPORT_SCHEMA,
    command: 'init',
    verdict: verdictOf(files.some(({ state }) => state !== 'kept') ? 1 : 0, [], findings),
    project,
    migrations: [],
    changes: [],
    findings,
    reversal: null,
    plan: null,
    init: {
      source: `${request.source.repository}@${request.source.ref}`,
      migrations: versions.length,
      files,
      tasks: initTasks({
        page,
        branch,
        approval: request.approval,
        newest: versions.at(-1) ?? null,
        project,
        docs: `https://github.com/${request.source.repository}/blob/${request.source.ref}/docs`,
      }),
    },
    head: null,
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}

/** A project folder, where there is none and somebody wants one. */
async function projectFiles(survey: InitSurvey, ask: Ask): Promise<readonly StarterFile[]> {
  if (survey.hasProject) return [];
  const folder = survey.project === '.' ? 'supabase' : `${survey.project}/supabase`;
  const agreed = await ask({
    text: `There is no ${folder}/config.toml and no folder of migrations. Make them?`,
    usual: true,
  });
  return agreed ? starterProject(survey.project, survey.page?.split('/').at(-1) ?? survey.project) : [];
}

/** Workflows that only push migrations, and that somebody agrees to do without. */
async function replacedPushes(
  { pushes, files }: InitSurvey,
  wanted: readonly StarterFile[],
  ask: Ask,
): Promise<readonly PushWorkflow[]> {
  const replaced: PushWorkflow[] = [];
  for (const push of pushes.filter(({ nothingElse }) => nothingElse)) {
    const after = wanted.find(({ file }) => file === push.file);
    if (after !== undefined && sameButForPin(after.text, files.get(push.file) ?? '')) continue;
    const text = `${push.file} pushes migrations by the Supabase CLI, and does nothing else. Replace it?`;
    if (await ask({ text, usual: true })) replaced.push(push);
  }
  return replaced;
}

interface Decision {
  readonly told: InitFile;
  readonly edit: FileEdit | null;
}

async function decide(
  { file, text, purpose }: StarterFile,
  there: string | undefined,
  freed: boolean,
  ask: Ask,
): Promise<Decision> {
  const edit = { file, text };
  if (there === undefined) return { told: { file, purpose, state: 'created' }, edit };
  if (there === text) return { told: { file, purpose, state: 'kept' }, edit: null };
  if (sameButForPin(there, text)) return { told: { file, purpose, state: 'updated' }, edit };
  if (freed || (await ask({ text: `${file} says something else. Overwrite it?`, usual: false }))) {
    return { told: { file, purpose, state: 'replaced' }, edit };
  }
  return { told: { file, purpose, state: 'differs' }, edit: null };
}

function differs({ file, state }: InitFile): readonly Finding[] {
  if (state !== 'differs') return [];
  return [
    finding('init-file-differs', {
      file,
      line: null,
      message: `${file} was there already, says something else, and was left alone.`,
      remedy: 'Rename it and run sluice init again, or answer yes when it asks whether to overwrite it.',
    }),
  ];
}

function remains({ file, lines, nothingElse }: PushWorkflow, files: readonly InitFile[]): readonly Finding[] {
  if (files.some((one) => one.file === file && one.state !== 'differs')) return [];
  return [
    finding('init-push-remains', {
      file,
      line: lines[0] ?? null,
      message: `${file} still pushes migrations by the Supabase CLI, which waits for nobody's approval.`,
      remedy: nothingElse
        ? 'Remove the file; deploy.yml ships the migrations.'
        : `Remove the steps that push (line ${lines.join(', ')}); the rest of the workflow can stay.`,
    }),
  ];
}
