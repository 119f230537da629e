import { resolve } from 'node:path';
import type { SluiceError } from '../core/errors.ts';
import { secretsOf } from '../database/connection-url.ts';
import type { ActionIo } from '../github/action-io.ts';
import { readWorkflowEvent } from '../github/workflow-event.ts';
import {
  INPUTS,
  type InputName,
  inputsOf,
  isVerbOf,
  type Verb,
  type VerbOf,
  verbNames,
} from '../manifest.ts';
import { approveInAction } from './action-approve.ts';
import { commentFromReports } from './action-comment.ts';
import { deployInAction } from './action-deploy.ts';
import { driftInAction } from './action-drift.ts';
import { gateInAction } from './action-gate.ts';
import { lifeInAction } from './action-life.ts';
import { revertInAction } from './action-revert.ts';
import { reviewInAction } from './action-review.ts';
import { summarizeTargets, targetsInAction } from './action-targets.ts';
import { parseBackupSettings, parseRestoreSettings } from './backup-settings.ts';
import { CacheNews } from './cache-news.ts';
import type { RunDeploy } from './deploy-run.ts';
import { parseDeploySettings } from './deploy-settings.ts';
import { parseDriftSettings } from './drift-settings.ts';
import { asSluiceError, errorText } from './error-text.ts';
import type { Host } from './host.ts';
import type { Exit } from './outcome.ts';
import { parseApproveSettings, parseGateSettings, parseLifeSettings } from './promotion-settings.ts';
import { parseRepairSettings } from './repair-settings.ts';
import type { RunReview } from './review-run.ts';
import { parseRevertSettings, parseRollbackSettings } from './rollback-settings.ts';
import { runBackup, runRestore } from './run-backup.ts';
import { runDrift } from './run-drift.ts';
import { runRepair } from './run-repair.ts';
import { runRollback } from './run-rollback.ts';
import { runSeed } from './run-seed.ts';
import { runStatus } from './run-status.ts';
import { parseSeedSettings } from './seed-settings.ts';
import { listed, shown } from './setting-checks.ts';
import { type GivenInputs, parseCommentSettings, parseReviewSettings, settingsError } from './settings.ts';
import { parseStatusSettings } from './status-settings.ts';
import { parseTargetsSettings, parseTargetsSummarySettings } from './targets-settings.ts';
import { verbInAction } from './verb-in-action.ts';

/**
 * The action's door: masks secrets, reads the inputs, runs one command, and says how the process should end.
 * Never throws; a failed step carries the line that says why.
 */
export async function action(
  host: Host,
  io: ActionIo,
  runReview: RunReview,
  runDeploy: RunDeploy,
): Promise<Exit> {
  const news = await CacheNews.begin(host.env);
  const exit = await oneCommand(host, io, runReview, runDeploy);
  io.output('cache-key', await news.key());
  return exit;
}

async function oneCommand(
  host: Host,
  io: ActionIo,
  runReview: RunReview,
  runDeploy: RunDeploy,
): Promise<Exit> {
  try {
    const given = readInputs(io);
    maskSecrets(given, host, io);
    const verb = readVerb(io);
    const event = await readWorkflowEvent(host.env);
    const workspace = host.env['GITHUB_WORKSPACE'] ?? host.cwd;
    switch (verb) {
      case 'review': {
        const settings = parseReviewSettings(onlyOf('review', given), host.env, 'action');
        return await reviewInAction({ settings, event, host, io, workspace, runReview });
      }
      case 'deploy': {
        const settings = parseDeploySettings(onlyOf('deploy', given), host.env, 'action');
        return await deployInAction({ settings, host, io, workspace, runDeploy });
      }
      case 'rollback': {
        const settings = parseRollbackSettings(onlyOf('rollback', given), host.env, 'action');
        return await verbInAction({ settings, host, io, workspace, run: runRollback(settings) });
      }
      case 'drift': {
        const settings = parseDriftSettings(onlyOf('drift', given), host.env, 'action');
        return await driftInAction({ settings, host, io, workspace, run: runDrift(settings) });
      }
      case 'repair': {
        const settings = parseRepairSettings(onlyOf('repair', given), host.env, 'action');
        return await verbInAction({ settings, host, io, workspace, run: runRepair(settings) });
      }
      case 'seed': {
        const settings = parseSeedSettings(onlyOf('seed', given), host.env, 'action');
        return await verbInAction({ settings, host, io, workspace, run: runSeed(settings) });
      }
      case 'status': {
        const settings = parseStatusSettings(onlyOf('status', given), host.env, 'action');
        return await verbInAction({ settings, host, io, workspace, run: runStatus(settings) });
      }
      case 'backup': {
        const settings = parseBackupSettings(onlyOf('backup', given), host.env, 'action');
        return await verbInAction({ settings, host, io, workspace, run: runBackup(settings) });
      }
      case 'restore': {
        const settings = parseRestoreSettings(onlyOf('restore', given), host.env, 'action');
        return await verbInAction({ settings, host, io, workspace, run: runRestore(settings) });
      }
      case 'gate': {
        const settings = parseGateSettings(onlyOf('gate', given), host.env);
        return await gateInAction({ settings, host, io });
      }
      case 'life': {
        const settings = parseLifeSettings(onlyOf('life', given), host.env);
        return await lifeInAction({ settings, event, host, io, workspace });
      }
      case 'approve': {
        const settings = parseApproveSettings(onlyOf('approve', given), host.env);
        return await approveInAction({ settings, event, host, io });
      }
      case 'targets': {
        const settings = parseTargetsSettings(onlyOf('targets', given), host.env);
        return await targetsInAction({ settings, host, io, workspace });
      }
      case 'targets-summary': {
        const settings = parseTargetsSummarySettings(onlyOf('targets-summary', given), host.env);
        return await summarizeTargets({ settings, host, io, workspace });
      }
      case 'revert': {
        const settings = parseRevertSettings(onlyOf('revert', given), host.env);
        return await revertInAction({ settings, host, io, workspace });
      }
      case 'comment': {
        const settings = parseCommentSettings(onlyOf('comment', given), host.env, 'action');
        const report = resolve(workspace, settings.report);
        return await commentFromReports({ settings: { ...settings, report }, event, host, io });
      }
    }
  } catch (thrown) {
    const error = asSluiceError(host.signal.aborted ? host.signal.reason : thrown);
    io.log(errorText(error));
    io.fail(failureLine(error));
    return error.exit;
  }
}

function readInputs(io: ActionIo): GivenInputs {
  return Object.fromEntries(INPUTS.map(({ name }) => [name, io.input(name)]));
}

/** Before anything else: no secret may reach the log, not even in an error about another input. */
function maskSecrets(given: GivenInputs, host: Host, io: ActionIo): void {
  for (const input of INPUTS) {
    const raw = given[input.name] ?? '';
    for (const [, name = ''] of input.secret ? [] : raw.matchAll(/\benv:([A-Za-z_][A-Za-z0-9_]*)/gu)) {
      for (const part of secretParts(host.env[name] ?? '')) io.mask(part);
    }
    if (!input.secret) continue;
    const indirect = raw.startsWith('env:') ? host.env[raw.slice('env:'.length)] : undefined;
    const variable = 'variable' in input ? host.env[input.variable] : undefined;
    for (const secret of [raw.startsWith('env:') ? '' : raw, indirect ?? '', variable ?? '']) {
      for (const part of secretParts(secret)) io.mask(part);
    }
  }
}

/** A connection string is secret as a whole, and so is its password, as written and decoded. */
function secretParts(secret: string): readonly string[] {
  if (/^postgres(?:ql)?:\/\//u.test(secret)) return secretsOf(secret);
  if (!URL.canParse(secret)) return [secret];
  const { password } = new URL(secret);
  if (password === '') return [secret];
  try {
    return [secret, password, decodeURIComponent(password)];
  } catch {
    return [secret, password];
  }
}

function readVerb(io: ActionIo): VerbOf<'action'> {
  const name = io.input('command') || 'review';
  if (isVerbOf(name, 'action')) return name;
  throw settingsError([`command: ${shown(name)} is unknown: write ${listed(verbNames('action'))}.`]);
}

/** The runner fills in every input's default, also of inputs that the verb does not know. */
function onlyOf(verb: Verb, given: GivenInputs): GivenInputs {
  const known = new Set<string>(inputsOf(verb, 'action').map((input) => input.name));
  const names = INPUTS.map((input): InputName => input.name);
  return Object.fromEntries(names.filter((name) => known.has(name)).map((name) => [name, given[name] ?? '']));
}

function failureLine(error: SluiceError): string {
  const place = error.location === undefined ? '' : ` (${error.location.file}:${error.location.line})`;
  return `${error.message}${place}`;
}
