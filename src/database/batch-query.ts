import type pg from 'pg';

export interface BatchOutcome {
  /** How many statements of the message were done. */
  readonly completed: number;
  /** Rows that the done statements wrote, as their completions say. */
  readonly rows: number;
  readonly error: Error | null;
}

/**
 * A message of several statements that keeps no rows and counts what was done, which the driver's own query does not
 * tell when one of the statements fails.
 */
export class BatchQuery implements pg.Submittable {
  readonly outcome: Promise<BatchOutcome>;
  readonly #text: string;
  readonly #settle: (outcome: BatchOutcome) => void;
  #completed = 0;
  #rows = 0;

  constructor(text: string) {
    this.#text = text;
    const { promise, resolve } = settled<BatchOutcome>();
    this.outcome = promise;
    this.#settle = resolve;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}

  /** An empty statement (a comment alone) is answered with no completion of its own, and counted as no statement by us. */
  handleEmptyQuery(): void {}

  /** The tag of a completion ends in the number of rows: `INSERT 0 5`, `UPDATE 3`. */
  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#completed += 1;
    this.#rows += Number(/^(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY) (\d+)$/u.exec(text)?.[1] ?? 0);
  }

  handleError(error: Error): void {
    this.#settle({ completed: this.#completed, rows: this.#rows, error });
  }

  handleReadyForQuery(): void {
    this.#settle({ completed: this.#completed, rows: this.#rows, error: null });
  }

  /** COPY … FROM STDIN waits for data that nobody has. */
  handleCopyInResponse(connection: pg.Connection & { sendCopyFail?(message: string): void }): void {
    connection.sendCopyFail?.('a migration has no standard input');
  }

  handleCopyData(): void {}
}

function settled<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

/** Sends a message and waits for its outcome. */
export async function runBatch(client: pg.Client, text: string): Promise<BatchOutcome> {
  return await client.query(new BatchQuery(text)).outcome;
}
