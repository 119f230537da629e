import { hash } from 'node:crypto';
import type { ShadowRequest } from '../core/ports.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { defaultPrivilegesSql, type ShadowBaseline } from './shadow-baseline.ts';

/** To be raised when the same files lead to another state, because migrations run in another way or a state is kept in another form. */
const LAYOUT = 2;

/** What every state of the shadow that a request asks for has begun with. */
export function stateOrigin(
  request: ShadowRequest,
  /** Of the prepared engine. */
  identity: string,
  baseline: ShadowBaseline,
  { release }: Pick<ShadowDependencies, 'release'>,
): unknown {
  const { databaseSettings, elevations, optionlessIndexMethods } = baseline;
  return [
    release,
    identity,
    defaultPrivilegesSql(request, baseline),
    databaseSettings,
    elevations,
    optionlessIndexMethods,
  ];
}

/**
 * Names of the states after each step of a history, in its order: everything that shapes a state is in its name. `origin`
 * is what the history began with; a step is the digest of the content that was replayed.
 */
export function stateNames(origin: unknown, history: readonly string[]): string[] {
  let last = beginning(origin);
  return history.map((step) => {
    last = digest(`${last} ${step}`);
    return `state-${last}`;
  });
}

/** Name of the notes about something that began so. */
export function notesName(origin: unknown, about: readonly string[]): string {
  return `notes-${digest(JSON.stringify([beginning(origin), about]))}`;
}

function beginning(origin: unknown): string {
  return digest(JSON.stringify([LAYOUT, origin]));
}

function digest(text: string): string {
  return hash('sha256', text, 'hex');
}
