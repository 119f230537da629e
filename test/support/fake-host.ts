import { SluiceError } from '../../src/core/errors.ts';
import type { Environment } from '../../src/core/ports.ts';
import type { Host, Output } from '../../src/entry/host.ts';

/** A process that remembers what was written to it. */
export class FakeHost implements Host {
  readonly env: Environment;
  readonly cwd: string = '/nowhere';
  readonly clock = { now: () => 0 };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly #controller = new AbortController();
  out = '';
  err = '';

  constructor({ terminal = false, env = {} }: { terminal?: boolean; env?: Environment } = {}) {
    this.env = env;
    const output = (keep: (text: string) => void): Output => ({
      isTerminal: terminal,
      columns: 80,
      write: keep,
    });
    this.stdout = output((text) => {
      this.out += text;
    });
    this.stderr = output((text) => {
      this.err += text;
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  stop(): void {
    this.#controller.abort(
      new SluiceError('interrupted', { message: 'Stopped by SIGTERM.', remedy: 'Run it again.' }),
    );
  }
}
