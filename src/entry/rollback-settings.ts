import type { RollbackRequest } from '../commands/rollback-request.ts';
import { parseObjectNames } from '../core/object-names.ts';
import type { Environment } from '../core/ports.ts';
import type { Door } from '../manifest.ts';
import { readSource } from './deploy-settings.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `rollback` needs to know, whichever door it came through. */
export interface RollbackSettings extends Omit<RollbackRequest, 'origin'>, PrintSettings {}

/** Reads the settings of `rollback`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseRollbackSettings(given: GivenInputs, env: Environment, door: Door): RollbackSettings {
  const inputs = new Inputs('rollback', given, env, door);
  const engine = inputs.choice('engine', ['auto', 'embedded', 'supabase', 'url']);
  const shadowUrl = inputs.text('shadow-url', check.databaseUrl);
  if (engine === 'url' && shadowUrl === null && inputs.isSound('shadow-url')) {
    inputs.refuse(
      'shadow-url',
      `is needed when ${inputs.label('engine')} is url`,
      `write ${inputs.label('shadow-url')} env:NAME with the variable that holds postgresql://user:password@host:5432/postgres`,
    );
  }
  const mode = readMode(inputs);
  const plan = inputs.flag('plan');
  const expectPlan = inputs.text('expect-plan', check.planDigest);
  if (mode !== 'resume-deploys' && !plan && expectPlan === null && inputs.isSound('expect-plan')) {
    inputs.refuse(
      'expect-plan',
      'is missing',
      `make the plan first (${inputs.label('plan')}), read it, and write the digest that it prints`,
    );
  }
  const settings: RollbackSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: readSource(inputs),
    mode,
    to: inputs.text('to', check.rollbackTarget),
    allowDataLoss: parseObjectNames(inputs.text('allow-data-loss', check.objectNames) ?? '') ?? [],
    savedRows: inputs.text('saved-rows', check.path),
    reason: inputs.text('reason', check.line),
    approvedBy: inputs.text('approved-by', check.line),
    plan,
    expectPlan,
    drift: inputs.choice('drift', ['fail', 'warn', 'ignore']),
    lockWait: readTime(inputs, 'lock-wait') ?? 60_000,
    limits: {
      lockTimeout: readTime(inputs, 'lock-timeout') ?? 5_000,
      statementTimeout: readTime(inputs, 'statement-timeout'),
      lockRetries: Number(inputs.text('lock-retries', check.count) ?? '10'),
    },
    engine,
    shadowUrl,
    cache: inputs.flag('cache'),
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}

/** What `revert` needs to know. */
export interface RevertSettings {
  readonly environment: string;
  readonly report: string;
  readonly githubToken: string;
}

/** Reads the settings of `revert`. Throws like parseRollbackSettings. */
export function parseRevertSettings(given: GivenInputs, env: Environment): RevertSettings {
  const inputs = new Inputs('revert', given, env, 'action');
  const settings: RevertSettings = {
    environment: inputs.required('environment', check.line, 'the environment that was rolled back'),
    report: inputs.required('report', check.path, 'the report of the rollback'),
    githubToken: inputs.required(
      'github-token',
      check.token,
      'a token that may write contents and pull requests',
    ),
  };
  inputs.throwProblems();
  return settings;
}

/** One of three things is asked for. */
function readMode(inputs: Inputs): RollbackRequest['mode'] {
  const undo = inputs.flag('undo');
  const resume = inputs.flag('resume-deploys');
  const hasTarget = inputs.isGiven('to');
  if (undo && resume) {
    inputs.refuse(
      'undo',
      `cannot be combined with ${inputs.label('resume-deploys')}`,
      'keep the one or the other',
    );
  } else if ((undo || resume) && hasTarget) {
    inputs.refuse(
      'to',
      `cannot be combined with ${inputs.label(undo ? 'undo' : 'resume-deploys')}`,
      'leave the version out',
    );
  } else if (!undo && !resume && !hasTarget) {
    inputs.refuse(
      'to',
      'is missing',
      `write the version that is to be the newest afterwards, or ${inputs.label('undo')} or ${inputs.label('resume-deploys')}`,
    );
  }
  return undo ? 'undo' : resume ? 'resume-deploys' : 'rollback';
}

function readTime(inputs: Inputs, name: 'lock-wait' | 'lock-timeout' | 'statement-timeout'): number | null {
  const text = inputs.text(name, check.time);
  return text === null ? null : check.milliseconds(text);
}
