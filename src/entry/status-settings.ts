import type { NamedSource, StatusRequest } from '../commands/status.ts';
import type { Environment } from '../core/ports.ts';
import type { Door } from '../manifest.ts';
import { readSource } from './deploy-settings.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `status` needs to know, whichever door it came through. */
export interface StatusSettings extends StatusRequest, PrintSettings {}

/** Reads the settings of `status`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseStatusSettings(given: GivenInputs, env: Environment, door: Door): StatusSettings {
  const inputs = new Inputs('status', given, env, door);
  const settings: StatusSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    environments: readEnvironments(inputs, env),
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}

function readEnvironments(inputs: Inputs, env: Environment): readonly NamedSource[] {
  const list = inputs.text('environments', anyText);
  if (list === null) return [{ name: 'database', source: readSource(inputs) }];
  if (inputs.isGiven('db-url') || inputs.isGiven('project-ref')) {
    inputs.refuse(
      'environments',
      `cannot be combined with ${inputs.label('db-url')} or ${inputs.label('project-ref')}`,
      'keep the one or the other',
    );
  }
  const seen = new Set<string>();
  return list
    .split(/[,\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part): NamedSource[] => {
      const match = /^([^=]{1,60}?)\s*=\s*env:([A-Za-z_][A-Za-z0-9_]*)$/u.exec(part);
      const [, name, variable] = match ?? [];
      if (name === undefined || variable === undefined) {
        // Not repeated: somebody may have written the URL itself.
        inputs.refuse(
          'environments',
          'holds something that is no name with a variable',
          'write name=env:VARIABLE, and commas between several',
        );
        return [];
      }
      if (seen.has(name)) {
        inputs.refuse('environments', `names ${check.shown(name)} twice`, 'give each a name of its own');
      }
      seen.add(name);
      const url = env[variable] ?? '';
      const problem = url === '' ? `is not set` : (check.liveUrl(url)?.problem ?? null);
      if (problem !== null) {
        inputs.refuse(
          'environments',
          `names the variable ${check.shown(variable)}, which ${problem}`,
          'let it hold postgresql://user:password@host:5432/postgres',
        );
      }
      return [{ name, source: { kind: 'url', url } }];
    });
}

/** What stands in the list is judged entry by entry. */
function anyText(): null {
  return null;
}
