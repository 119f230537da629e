import { parseBackupSettings, parseRestoreSettings } from './backup-settings.ts';
import { type DeploySettings, parseDeploySettings } from './deploy-settings.ts';
import { parseDevSettings } from './dev-settings.ts';
import { parseDiffSettings } from './diff-settings.ts';
import { parseDriftSettings } from './drift-settings.ts';
import { asSluiceError, COLOR_STYLE, errorText, PLAIN_STYLE } from './error-text.ts';
import { parseCommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { parseInitSettings } from './init-settings.ts';
import { parseNewSettings } from './new-settings.ts';
import type { Exit } from './outcome.ts';
import { parseRepairSettings } from './repair-settings.ts';
import { parseRollbackSettings } from './rollback-settings.ts';
import { parseSeedSettings } from './seed-settings.ts';
import type { GivenInputs, ReviewSettings } from './settings.ts';
import { parseReviewSettings, settingsError } from './settings.ts';
import { parseStatusSettings } from './status-settings.ts';

/** What a verb does once its settings are read; a seam, so that flags, errors and exits can be tried by themselves. */
export type ReviewVerb = (settings: ReviewSettings, host: Host) => Promise<Exit>;

/** Loads the heavy rooms only when a review really runs, so that `--version` and `--help` answer at once. */
const loadReview: ReviewVerb = async (settings, host) => {
  const { reviewInTerminal } = await import('./review-in-terminal.ts');
  return await reviewInTerminal(settings, host);
};

export type DeployVerb = (settings: DeploySettings, host: Host) => Promise<Exit>;

const loadDeploy: DeployVerb = async (settings, host) => {
  const { deployInTerminal } = await import('./deploy-in-terminal.ts');
  return await deployInTerminal(settings, host);
};

/**
 * The command-line door: reads the arguments, runs one command, and says how the process should end. Data goes to
 * stdout; progress, warnings and errors go to stderr. Never throws.
 */
export async function cli(
  argv: readonly string[],
  host: Host,
  version: string,
  review: ReviewVerb = loadReview,
  deploy: DeployVerb = loadDeploy,
): Promise<Exit> {
  try {
    const line = parseCommandLine(argv, version, host.stdout.columns);
    if (line.kind === 'print') {
      host.stdout.write(line.text);
      return 0;
    }
    if (line.kind === 'problems') throw settingsError(line.problems);
    if (line.verb === 'deploy') return await deploy(parseDeploySettings(line.given, host.env, 'cli'), host);
    if (line.verb === 'diff') return await diffInTerminal(line.given, host);
    if (line.verb === 'dev') return await loadDev(line.given, host);
    if (line.verb === 'new') return await newInTerminal(line.given, host);
    if (line.verb === 'init') return await initInTerminal(line.given, host);
    if (line.verb === 'repair') return await repairInTerminal(line.given, host);
    if (line.verb === 'drift') return await driftInTerminal(line.given, host);
    if (line.verb === 'seed') return await seedInTerminal(line.given, host);
    if (line.verb === 'status') return await statusInTerminal(line.given, host);
    if (line.verb === 'backup') return await backupInTerminal(line.given, host);
    if (line.verb === 'restore') return await restoreInTerminal(line.given, host);
    if (line.verb === 'rollback') return await rollbackInTerminal(line.given, host);
    return await review(parseReviewSettings(line.given, host.env, 'cli'), host);
  } catch (thrown) {
    const error = asSluiceError(host.signal.aborted ? host.signal.reason : thrown);
    host.stderr.write(errorText(error, styleOf(host)));
    return error.exit;
  }
}

async function loadDev(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseDevSettings(given, host.env);
  const { devInTerminal } = await import('./dev-in-terminal.ts');
  return await devInTerminal(settings, host);
}

async function diffInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseDiffSettings(given, host.env);
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runDiff } = await import('./run-diff.ts');
  return await verbInTerminal(settings, host, runDiff(settings), ({ diff }) => {
    const data = diff?.written ?? diff?.migrationSql ?? '';
    return data === '' ? '' : `${data}\n`;
  });
}

async function newInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseNewSettings(given, host.env);
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runNew } = await import('./run-new.ts');
  const { createdFiles } = await import('../render/new-wording.ts');
  return await verbInTerminal(settings, host, runNew(settings), ({ created }) =>
    created === undefined ? '' : `${createdFiles(created).join('\n')}\n`,
  );
}

async function initInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseInitSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runInit } = await import('./run-init.ts');
  const { questions } = await import('./questions.ts');
  return await verbInTerminal(settings, host, runInit(settings, questions(host, settings.yes)));
}

async function repairInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseRepairSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runRepair } = await import('./run-repair.ts');
  return await verbInTerminal(settings, host, runRepair(settings));
}

async function driftInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseDriftSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runDrift } = await import('./run-drift.ts');
  return await verbInTerminal(settings, host, runDrift(settings));
}

async function seedInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseSeedSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runSeed } = await import('./run-seed.ts');
  return await verbInTerminal(settings, host, runSeed(settings));
}

async function statusInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseStatusSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runStatus } = await import('./run-status.ts');
  return await verbInTerminal(settings, host, runStatus(settings));
}

async function backupInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseBackupSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runBackup } = await import('./run-backup.ts');
  return await verbInTerminal(settings, host, runBackup(settings));
}

async function restoreInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseRestoreSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runRestore } = await import('./run-backup.ts');
  return await verbInTerminal(settings, host, runRestore(settings));
}

async function rollbackInTerminal(given: GivenInputs, host: Host): Promise<Exit> {
  const settings = parseRollbackSettings(given, host.env, 'cli');
  const { verbInTerminal } = await import('./verb-in-terminal.ts');
  const { runRollback } = await import('./run-rollback.ts');
  return await verbInTerminal(settings, host, runRollback(settings));
}

function styleOf(host: Host) {
  return host.stderr.isTerminal && (host.env['NO_COLOR'] ?? '') === '' ? COLOR_STYLE : PLAIN_STYLE;
}
