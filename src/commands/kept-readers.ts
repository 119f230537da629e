import type { AskedSchema, DriftPort, LiveSchemaReader } from '../core/drift-ports.ts';
import type { ConnectionTarget } from '../core/ports.ts';
import type { DeployPorts } from './deploy-request.ts';

/**
 * One connection to each live schema until the end of a command: a server that was asked before over the same connection answers in
 * half the time, and a remote one need not be connected to again.
 */
export class KeptReaders implements AsyncDisposable {
  readonly #readers = new Map<ConnectionTarget, Promise<LiveSchemaReader>>();
  #asked: AskedSchema | null = null;

  /** Asks a server ahead; to be followed by a reader of that schema which asks for the digest first of all. */
  async ask(database: ConnectionTarget, { askSchema }: Pick<DeployPorts, 'askSchema'>): Promise<void> {
    this.#asked = await askSchema(database);
  }

  async #open(port: DriftPort, database: ConnectionTarget): Promise<LiveSchemaReader> {
    const asked = this.#asked?.database === database ? this.#asked : null;
    if (asked !== null) this.#asked = null;
    return await port.open(database, asked);
  }

  /** The same port, whose readers stay open when their users dispose of them. */
  keepOpen(port: DriftPort): DriftPort {
    return {
      open: async (database) => {
        const opening = this.#readers.get(database) ?? this.#open(port, database);
        this.#readers.set(database, opening);
        return lent(await opening);
      },
      compare: (expected, live) => port.compare(expected, live),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#asked?.[Symbol.asyncDispose]();
    for (const opening of this.#readers.values()) {
      const reader = await opening.catch(() => null);
      await reader?.[Symbol.asyncDispose]();
    }
  }
}

function lent(reader: LiveSchemaReader): LiveSchemaReader {
  return {
    digest: (known) => reader.digest(known),
    objects: () => reader.objects(),
    read: () => reader.read(),
    readProject: (known) => reader.readProject(known),
    compareTouched: (recorded) => reader.compareTouched(recorded),
    [Symbol.asyncDispose]: async () => {},
  };
}
