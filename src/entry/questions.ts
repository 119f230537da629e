import type { Ask } from '../core/init-ports.ts';
import type { Host } from './host.ts';
import { settingsError } from './settings.ts';

/**
 * Asks the person at the terminal; under `--yes` every question has its usual answer. Throws SluiceError `settings-invalid` where
 * nobody is there to answer.
 */
export function questions(host: Host, yes: boolean): Ask {
  return async ({ text, usual }) => {
    if (yes) return usual;
    if (host.ask === undefined) {
      throw settingsError([
        `There is a question and no terminal to ask it at (${text}): add --yes, which answers ${usual ? 'yes' : 'no'}.`,
      ]);
    }
    for (;;) {
      const answer = (await host.ask(`${text} ${usual ? '[Y/n]' : '[y/N]'} `)).trim().toLowerCase();
      if (answer === '') return usual;
      if (answer === 'y' || answer === 'yes') return true;
      if (answer === 'n' || answer === 'no') return false;
    }
  };
}
