import type { Environment } from '../core/ports.ts';
import type { LifeState } from '../render/life.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';

/** What `gate` needs to know. */
export interface GateSettings {
  readonly environment: string;
  readonly approval: 'reviewers' | 'comment';
  readonly allowUnprotected: boolean;
  readonly summary: boolean;
  readonly githubToken: string;
}

/** What `life` needs to know. */
export interface LifeSettings {
  readonly projectDir: string;
  readonly environment: string;
  readonly approval: 'reviewers' | 'comment';
  /** Null: what the report says. */
  readonly state: LifeState | null;
  /** Null where no deployment came to a report. */
  readonly report: string | null;
  readonly githubToken: string;
}

/** What `approve` needs to know. */
export interface ApproveSettings {
  readonly projectDir: string;
  readonly environment: string;
  readonly allowAuthor: boolean;
  readonly summary: boolean;
  readonly githubToken: string;
}

/** Reads the settings of `gate`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseGateSettings(given: GivenInputs, env: Environment): GateSettings {
  const inputs = new Inputs('gate', given, env, 'action');
  const settings: GateSettings = {
    environment: readEnvironment(inputs),
    approval: inputs.choice('approval', ['reviewers', 'comment']),
    allowUnprotected: inputs.flag('allow-unprotected'),
    summary: inputs.flag('summary'),
    githubToken: readToken(inputs),
  };
  inputs.throwProblems();
  return settings;
}

/** Reads the settings of `life`. Throws like parseGateSettings. */
export function parseLifeSettings(given: GivenInputs, env: Environment): LifeSettings {
  const inputs = new Inputs('life', given, env, 'action');
  const state = inputs.choice('state', ['report', 'running', 'waiting', 'done', 'failed', 'rolled-back']);
  const settings: LifeSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    environment: readEnvironment(inputs),
    approval: inputs.choice('approval', ['reviewers', 'comment']),
    state: state === 'report' ? null : state === 'rolled-back' ? 'rolled back' : state,
    report: inputs.text('report', check.path),
    githubToken: readToken(inputs),
  };
  inputs.throwProblems();
  return settings;
}

/** Reads the settings of `approve`. Throws like parseGateSettings. */
export function parseApproveSettings(given: GivenInputs, env: Environment): ApproveSettings {
  const inputs = new Inputs('approve', given, env, 'action');
  const settings: ApproveSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    environment: readEnvironment(inputs),
    allowAuthor: inputs.flag('allow-author'),
    summary: inputs.flag('summary'),
    githubToken: readToken(inputs),
  };
  inputs.throwProblems();
  return settings;
}

function readEnvironment(inputs: Inputs): string {
  return inputs.required(
    'environment',
    check.environmentName,
    'the name of the environment, as in production',
  );
}

function readToken(inputs: Inputs): string {
  return inputs.required('github-token', check.token, 'a token of the job');
}
