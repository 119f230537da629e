import { hash } from 'node:crypto';

/** To be raised when the same files lead to another state, because migrations run in another way or a state is kept in another form. */
const LAYOUT = 2;

/**
 * Names of the states after each step of a history, in its order: everything that shapes a state is in its name. `origin`
 * is what the history began with; a step is the digest of the content that was replayed.
 */
export function stateNames(origin: unknown, history: readonly string[]): string[] {
  let last = digest(JSON.stringify([LAYOUT, origin]));
  return history.map((step) => {
    last = digest(`${last} ${step}`);
    return `state-${last}`;
  });
}

function digest(text: string): string {
  return hash('sha256', text, 'hex');
}
