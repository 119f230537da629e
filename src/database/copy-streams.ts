import { Readable, Writable } from 'node:stream';
import type pg from 'pg';

type Done = (error?: Error | null) => void;

/** What the driver's connection can do besides what its types tell. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk?(chunk: Buffer): void;
  endCopyFrom?(): void;
  sendCopyFail?(message: string): void;
};

/** COPY … TO STDOUT as a stream: while nobody takes what has come, the server is not read from. Only a piece is held at a time. */
export class CopyOut extends Readable implements pg.Submittable {
  readonly #text: string;
  #connection: CopyConnection | null = null;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  submit(connection: CopyConnection): void {
    this.#connection = connection;
    connection.query(this.#text);
  }

  override _read(): void {
    this.#connection?.stream.resume();
  }

  override _destroy(error: Error | null, done: Done): void {
    // Somebody must hear of it if the connection breaks now.
    this.#connection?.stream.resume();
    done(error);
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // The driver reads what comes next into the same memory.
    if (!this.destroyed && !this.push(Buffer.from(chunk))) this.#connection?.stream.pause();
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (!this.destroyed) this.push(null);
  }

  handleError(error: Error): void {
    this.destroy(error);
  }
}

/** COPY … FROM STDIN as a stream, which is finished when the server has taken everything, and fails the COPY where it is destroyed. */
export class CopyIn extends Writable implements pg.Submittable {
  readonly #text: string;
  #connection: CopyConnection | null = null;
  #isAsked = false;
  #isOver = false;
  #whenAsked: (() => void) | null = null;
  #whenTaken: Done | null = null;
  #rows = 0;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  submit(connection: CopyConnection): void {
    this.#connection = connection;
    connection.query(this.#text);
  }

  handleCopyInResponse(): void {
    this.#isAsked = true;
    if (this.destroyed) this.#connection?.sendCopyFail?.('the rows cannot be read');
    else this.#whenAsked?.();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#asked((connection) => {
      connection.sendCopyFromChunk?.(chunk);
      if (connection.stream.writableNeedDrain) connection.stream.once('drain', () => done());
      else done();
    });
  }

  override _final(done: Done): void {
    this.#asked((connection) => {
      this.#whenTaken = done;
      connection.endCopyFrom?.();
    });
  }

  override _destroy(error: Error | null, done: Done): void {
    if (this.#isAsked && !this.#isOver) this.#connection?.sendCopyFail?.('the rows cannot be read');
    done(error);
  }

  /** How many rows the server has taken; known when the stream is finished. */
  get rows(): number {
    return this.#rows;
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#isOver = true;
    this.#rows = Number(/^COPY (\d+)$/u.exec(text)?.[1] ?? 0);
  }

  handleReadyForQuery(): void {
    this.#whenTaken?.();
  }

  handleError(error: Error): void {
    this.#isOver = true;
    this.destroy(error);
  }

  #asked(work: (connection: CopyConnection) => void): void {
    const connection = this.#connection;
    if (this.#isAsked && connection !== null) work(connection);
    else
      this.#whenAsked = () => {
        if (this.#connection !== null) work(this.#connection);
      };
  }
}
