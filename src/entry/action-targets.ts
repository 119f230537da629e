import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import { judgeGate } from '../core/gate.ts';
import type { Finding } from '../core/report.ts';
import { batchesOf, MOST_BATCHES, type Target, type TargetResult } from '../core/targets.ts';
import type { ActionIo } from '../github/action-io.ts';
import { createGitHubApi } from '../github/api.ts';
import { parseDeployReport } from '../github/deploy-report.ts';
import { readProtection } from '../github/environments.ts';
import { parseRollbackReport } from '../github/rollback-report.ts';
import { readRun } from '../github/workflow-run.ts';
import { readTargets } from '../project/targets.ts';
import { allDone, allPlanned, targetsHeadline, targetsSummary } from '../render/targets-markdown.ts';
import { tellFindings } from './action-gate.ts';
import type { Host } from './host.ts';
import { outsideOfWorkflow } from './outside-of-workflow.ts';
import type { TargetsSettings, TargetsSummarySettings } from './targets-settings.ts';

interface ActionTargets<Settings> {
  readonly settings: Settings;
  readonly host: Host;
  readonly io: ActionIo;
  readonly workspace: string;
}

/**
 * Hands the targets of a file to a workflow as matrices, in the order in which they are deployed to. Where jobs before it have
 * made plans, each target gets the digest of its own, and those are left out that have nothing to do. Ends with 1 where an
 * environment among them is held by nobody and nobody allowed that, or where a target has no plan that could be run.
 */
export async function targetsInAction(asked: ActionTargets<TargetsSettings>): Promise<0 | 1> {
  const { settings, host, io, workspace } = asked;
  const all = await targetsOf(settings.targets, workspace);
  const plans = settings.report === null ? null : await plansOf(all, resolve(workspace, settings.report));
  if (plans !== null) {
    if (!(await io.summarize(targetsSummary(plans)))) io.warn(NO_ROOM);
    if (!allPlanned(plans)) {
      io.fail(`Nothing is run, because not every target has a plan: ${targetsHeadline(plans)}`);
      return 1;
    }
  }
  const targets = plans === null ? all : plans.flatMap(plannedTarget);
  const batches = batchesOf(targets);
  if (batches.length > MOST_BATCHES) throw tooMany(settings.targets, batches.length);
  io.output('batches', JSON.stringify(batches));
  io.output('batch-count', String(batches.length));
  io.log(`${targets.length} targets in ${batches.length} batches, one after the other.`);
  const findings = await gatesOf(targets, settings, host, io);
  tellFindings(findings, io);
  const refused = findings.find(({ level }) => level === 'error');
  if (refused === undefined) return 0;
  io.fail(refused.message);
  return 1;
}

const NO_ROOM = 'There is no room for the table of targets in the job summary.';

/** One that has nothing to do needs no job. */
function plannedTarget({ target, result }: TargetResult): readonly Target[] {
  return result === null || result.outcome === 'nothing' ? [] : [{ ...target, plan: result.plan }];
}

/** Each environment once, however many targets it has. */
async function gatesOf(
  targets: readonly Target[],
  { githubToken, allowUnprotected }: TargetsSettings,
  { env, signal }: Host,
  io: ActionIo,
): Promise<readonly Finding[]> {
  const { repository } = readRun(env);
  if (repository === null) throw outsideOfWorkflow('targets');
  const api = createGitHubApi({ token: githubToken, env, progress: io.progress, signal });
  const findings: Finding[] = [];
  for (const environment of new Set(targets.map((target) => target.environment))) {
    const protection = await readProtection(api, repository, environment);
    findings.push(
      ...judgeGate(protection, { environment, approval: 'reviewers', allowUnprotected }).findings,
    );
  }
  return findings;
}

/**
 * Writes one table of what became of every target, from the reports that their jobs have left in a folder, one below it for
 * each. Ends with 1 where a target is not done.
 */
export async function summarizeTargets(asked: ActionTargets<TargetsSummarySettings>): Promise<0 | 1> {
  const { settings, io, workspace } = asked;
  const targets = await targetsOf(settings.targets, workspace);
  const folder = resolve(workspace, settings.report);
  const results = await resultsOf(targets, folder);
  const told = furthest(results);
  if (told !== null) io.output('report-path', join(folder, `sluice-target-${told.name}`, 'rollback.json'));
  const headline = targetsHeadline(results);
  io.log(headline);
  if (settings.summary && !(await io.summarize(targetsSummary(results)))) {
    io.warn(NO_ROOM);
  }
  if (allDone(results)) return 0;
  io.fail(headline);
  return 1;
}

/** Of a target that no job was needed for there is only its plan. */
async function resultsOf(targets: readonly Target[], folder: string): Promise<readonly TargetResult[]> {
  const results: TargetResult[] = [];
  for (const target of targets) {
    const result = await resultOf(join(folder, `sluice-target-${target.name}`));
    const plan = result === null ? await resultOf(join(folder, `sluice-plan-${target.name}`)) : null;
    results.push({ target, result: result ?? (plan?.outcome === 'nothing' ? plan : null) });
  }
  return results;
}

async function plansOf(targets: readonly Target[], folder: string): Promise<readonly TargetResult[]> {
  const results: TargetResult[] = [];
  for (const target of targets) {
    results.push({ target, result: await resultOf(join(folder, `sluice-plan-${target.name}`)) });
  }
  return results;
}

/** The target whose rollback took out most, or brought back most: what the repository is to give up, and pull requests are told of. */
function furthest(results: readonly TargetResult[]): Target | null {
  const [most] = results
    .filter(({ result }) => result?.kind !== 'deployment' && result?.outcome === 'succeeded')
    .sort((left, right) => (right.result?.applied ?? 0) - (left.result?.applied ?? 0));
  return most?.target ?? null;
}

/** `folder` is what one job has left. */
async function resultOf(folder: string): Promise<TargetResult['result']> {
  const read = (verb: string) => readFile(join(folder, `${verb}.json`), 'utf8').catch(() => null);
  const rolledBack = await read('rollback');
  if (rolledBack !== null) return rollbackResult(rolledBack);
  const text = await read('deploy');
  if (text === null) return null;
  const { deployment, findings, timings, plan } = parseDeployReport(text);
  if (deployment === undefined) return null;
  return {
    kind: 'deployment',
    plan: plan?.digest ?? '',
    outcome: deployment.outcome,
    applied: deployment.applied.length,
    pending: deployment.pending.length,
    verified: deployment.verification.status === 'matches',
    milliseconds: timings.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    problem: findings.find(({ level }) => level === 'error')?.message ?? null,
  };
}

function rollbackResult(text: string): TargetResult['result'] {
  const { rollback, findings, timings, plan } = parseRollbackReport(text);
  const { mode, outcome, versions, steps, verification, from, to } = rollback;
  const planned = steps.reduce((sum, step) => sum + step.versions.length, 0);
  // Of a database that an earlier run has rolled back there is no plan to be made.
  const isThere = mode === 'rollback' && outcome === 'refused' && from !== null && from === to;
  return {
    kind: mode === 'undo' ? 'undo' : 'rollback',
    plan: plan?.digest ?? '',
    outcome: isThere ? 'nothing' : outcome,
    applied: versions.length,
    pending: outcome === 'succeeded' ? 0 : planned - versions.length,
    verified: verification.status === 'matches',
    milliseconds: timings.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    problem: isThere ? null : (findings.find(({ level }) => level === 'error')?.message ?? null),
  };
}

async function targetsOf(file: string, workspace: string): Promise<readonly Target[]> {
  const text = await readFile(resolve(workspace, file), 'utf8').catch((cause: unknown) => {
    throw new SluiceError('config-invalid', {
      message: `The file of targets ${file} cannot be read: ${messageOf(cause)}`,
      remedy: 'Write its path from the root of the repository as targets.',
      cause,
    });
  });
  return readTargets(file, text);
}

function tooMany(file: string, count: number): SluiceError {
  return new SluiceError('config-invalid', {
    message: `${file} makes ${count} batches, and the workflow runs at most ${MOST_BATCHES}.`,
    remedy:
      'Put more targets into one wave: a wave of 256 is one batch. Or call the workflow once for each of several files.',
  });
}
