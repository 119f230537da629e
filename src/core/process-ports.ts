/** Environment variables as an argument: nothing reads process.env but the entry. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where long work says what it is doing. Texts hold raw names; the implementation makes them safe for its medium. */
export interface Progress {
  /** A step begins; the returned function ends it. Steps do not nest. */
  step(title: string): () => void;
  /** Something worth a line while a step runs. */
  info(message: string): void;
  warn(message: string): void;
  /** A known amount of work (bytes, files); a bar in a terminal, sparse lines elsewhere. `advance` takes how much is done so far. */
  amount(title: string, total: number): { advance(done: number): void; finish(): void };
}

/** Milliseconds since some fixed moment; monotonic. */
export interface Clock {
  now(): number;
}
