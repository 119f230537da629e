import type { DeployRequest } from '../commands/deploy-request.ts';
import type { SeedChoice } from '../commands/seed-request.ts';
import type { LiveSource } from '../core/deploy-ports.ts';
import type { Environment } from '../core/ports.ts';
import type { Door } from '../manifest.ts';
import { readSeedChoice } from './seed-choice.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';

/** What `deploy` needs to know, whichever door it came through. */
export interface DeploySettings extends Omit<DeployRequest, 'origin'> {
  readonly format: 'text' | 'markdown' | 'json';
  readonly report: string | null;
  readonly color: boolean;
  readonly summary: boolean;
}

/** Reads the settings of `deploy`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseDeploySettings(given: GivenInputs, env: Environment, door: Door): DeploySettings {
  const inputs = new Inputs('deploy', given, env, door);
  const engine = inputs.choice('engine', ['auto', 'embedded', 'supabase', 'url']);
  const shadowUrl = inputs.text('shadow-url', check.databaseUrl);
  if (engine === 'url' && shadowUrl === null && inputs.isSound('shadow-url')) {
    inputs.refuse(
      'shadow-url',
      `is needed when ${inputs.label('engine')} is url`,
      `write ${inputs.label('shadow-url')} env:NAME with the variable that holds postgresql://user:password@host:5432/postgres`,
    );
  }
  const plan = inputs.flag('plan');
  const adopt = inputs.text('adopt', check.version);
  const settings: DeploySettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: readSource(inputs),
    plan,
    expectPlan: inputs.text('expect-plan', check.planDigest),
    requireVerified: inputs.text('require-verified', check.headDigest),
    adopt,
    backup: readBackup(inputs),
    approvedBy: inputs.text('approved-by', check.line),
    allowOutOfOrder: inputs.flag('allow-out-of-order'),
    drift: inputs.choice('drift', ['fail', 'warn', 'ignore']),
    verify: inputs.flag('verify'),
    lockWait: readTime(inputs, 'lock-wait') ?? 60_000,
    limits: {
      lockTimeout: readTime(inputs, 'lock-timeout') ?? 5_000,
      statementTimeout: readTime(inputs, 'statement-timeout'),
      lockRetries: Number(inputs.text('lock-retries', check.count) ?? '10'),
    },
    engine,
    shadowUrl,
    cache: inputs.flag('cache'),
    seed: readDeploySeed(inputs, adopt),
    format: inputs.choice('format', ['text', 'markdown', 'json']),
    report: inputs.text('report', check.path),
    color: inputs.flag('color') && (env['NO_COLOR'] ?? '') === '',
    summary: inputs.flag('summary'),
  };
  inputs.throwProblems();
  return settings;
}

function readBackup(inputs: Inputs): DeployRequest['backup'] {
  const folder = inputs.text('backup', check.path);
  const way = inputs.choice('way', ['auto', 'pg_dump', 'supabase', 'copy']);
  const passphrase = inputs.text('passphrase', check.passphrase);
  if (folder !== null) return { folder, way, passphrase };
  for (const name of ['way', 'passphrase'] as const) {
    if (inputs.isGiven(name) && (name !== 'way' || way !== 'auto')) {
      inputs.refuse(
        name,
        `is only used with ${inputs.label('backup')}`,
        'write the folder of the backup, or leave it out',
      );
    }
  }
  return null;
}

/** Null where no seeds are asked for; then what is said about them has no meaning. */
function readDeploySeed(inputs: Inputs, adopt: string | null): SeedChoice | null {
  const choice = readSeedChoice(inputs);
  if (!inputs.flag('with-seed')) return null;
  if (adopt !== null) {
    inputs.refuse(
      'with-seed',
      `cannot be combined with ${inputs.label('adopt')}, which runs nothing`,
      'adopt first, and load the seeds with sluice seed',
    );
  }
  return choice;
}

function readTime(inputs: Inputs, name: 'lock-wait' | 'lock-timeout' | 'statement-timeout'): number | null {
  const text = inputs.text(name, check.time);
  return text === null ? null : check.milliseconds(text);
}

/** A URL, or what the session pooler's URL is made from; a URL that was written wins over variables that happen to be set. */
export function readSource(inputs: Inputs): LiveSource {
  const url = inputs.text('db-url', check.liveUrl);
  if (url !== null) {
    if (inputs.isGiven('db-url') && inputs.isGiven('project-ref')) {
      inputs.refuse(
        'project-ref',
        `cannot be combined with ${inputs.label('db-url')}`,
        'keep the one or the other',
      );
    }
    return { kind: 'url', url };
  }
  const projectRef = inputs.text('project-ref', check.projectRef);
  const password = inputs.text('db-password', check.password);
  const accessToken = inputs.text('access-token', check.token);
  if (projectRef !== null && password !== null && accessToken !== null) {
    return { kind: 'project', projectRef, password, accessToken };
  }
  if (projectRef === null && inputs.isSound('project-ref') && inputs.isSound('db-url')) {
    inputs.refuse(
      'db-url',
      'is missing',
      `write ${inputs.label('db-url')} env:NAME with the variable that holds the URL, or give ${inputs.label('project-ref')}, ${inputs.label('db-password')} and ${inputs.label('access-token')}`,
    );
  }
  if (projectRef !== null) {
    for (const [name, value] of [
      ['db-password', password],
      ['access-token', accessToken],
    ] as const) {
      if (value === null && inputs.isSound(name)) {
        inputs.refuse(name, `is needed with ${inputs.label('project-ref')}`, 'write it as env:NAME');
      }
    }
  }
  return { kind: 'url', url: '' };
}
