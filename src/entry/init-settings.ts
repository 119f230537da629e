import type { Environment } from '../core/ports.ts';
import type { WorkflowSource } from '../core/starter-workflows.ts';
import type { Door } from '../manifest.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `init` needs to know. */
export interface InitSettings extends PrintSettings {
  readonly projectDir: string;
  /** Null: from where this program comes. */
  readonly source: WorkflowSource | null;
  readonly approval: 'reviewers' | 'comment';
  readonly yes: boolean;
}

/** Reads the settings of `init`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseInitSettings(given: GivenInputs, env: Environment, door: Door): InitSettings {
  const inputs = new Inputs('init', given, env, door);
  const settings: InitSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: sourceOf(inputs.text('source', workflowSource)),
    approval: inputs.choice('approval', ['reviewers', 'comment']),
    yes: inputs.flag('yes'),
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}

const SOURCE = /^(?<repository>[\w.-]+\/[\w.-]+)@(?<ref>[\w./-]+)$/u;

const workflowSource: check.Check = (value) =>
  SOURCE.test(value)
    ? null
    : {
        problem: 'is no repository with a commit',
        remedy: 'write <owner>/<repository>@<commit>, or a tag instead of the commit',
      };

function sourceOf(text: string | null): WorkflowSource | null {
  const { repository, ref } = SOURCE.exec(text ?? '')?.groups ?? {};
  return repository === undefined || ref === undefined ? null : { repository, ref, release: null };
}
