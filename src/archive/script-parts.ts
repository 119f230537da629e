import type { Pieces, ScriptPart } from '../core/backup-ports.ts';
import type { RelationName } from '../core/deploy-ports.ts';
import { SluiceError } from '../core/errors.ts';

const LINE_END = 0x0a;
const END = Buffer.from('\n\\.\n');

/**
 * Cuts a script of rows for psql into statements and the rows between COPY … FROM stdin and `\.`, as it streams by: never more than a
 * piece of rows is held. The rows of a part must be read before the next part is asked for.
 */
export async function* scriptParts(pieces: Pieces): AsyncGenerator<ScriptPart> {
  const source = new Lookahead(pieces);
  let sql = '';
  for (;;) {
    const line = await source.line();
    if (line === null) break;
    sql += line.toString('utf8');
    if (!sql.endsWith(' FROM stdin;\n')) continue;
    // A name in it may hold a line break.
    const at = sql.startsWith('COPY ') ? 0 : sql.lastIndexOf('\nCOPY ') + 1;
    if (at > 0 && sql.slice(0, at).trim() !== '') yield { kind: 'statements', sql: sql.slice(0, at) };
    const statement = sql.slice(at).trimEnd().slice(0, -1);
    sql = '';
    yield { kind: 'copy', statement, table: tableOf(statement), rows: source.rows() };
  }
  if (sql.trim() !== '') yield { kind: 'statements', sql };
}

function tableOf(statement: string): RelationName {
  const name = String.raw`(?:U&)?"(?:[^"]|"")*"|[^\s."(]+`;
  const [, schema = '', table = ''] =
    new RegExp(String.raw`^COPY (?:(${name})\.)?(${name})`, 'iu').exec(statement) ?? [];
  return { schema: plain(schema), name: plain(table) };
}

function plain(name: string): string {
  if (!name.endsWith('"')) return name;
  const text = name.slice(name.indexOf('"') + 1, -1).replaceAll('""', '"');
  if (!/^U&/iu.test(name)) return text;
  return text.replace(/\\(?:([0-9a-fA-F]{4})|\\)/gu, (_all, digits: string | undefined) =>
    digits === undefined ? '\\' : String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** Reads lines, or rows up to their end, and holds no more than a piece beyond. */
class Lookahead {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  #done = false;

  constructor(pieces: Pieces) {
    this.#source = pieces[Symbol.asyncIterator]();
  }

  /** The next line with its break; null at the end. */
  async line(): Promise<Buffer | null> {
    for (;;) {
      const at = this.#held.indexOf(LINE_END);
      if (at !== -1) return this.#take(at + 1);
      if (this.#done) return this.#held.length === 0 ? null : this.#take(this.#held.length);
      await this.#more();
    }
  }

  /** Rows up to the line `\.`, which is taken too. */
  async *rows(): AsyncGenerator<Uint8Array> {
    while (this.#held.length < END.length && !this.#done) await this.#more();
    // There may be none; then the mark follows at once, without a line break of its own.
    const mark = END.subarray(1);
    if (this.#held.subarray(0, mark.length).equals(mark)) {
      this.#take(mark.length);
      return;
    }
    for (;;) {
      const at = this.#held.indexOf(END);
      if (at !== -1) {
        yield this.#take(at + 1);
        this.#take(mark.length);
        return;
      }
      if (this.#done) {
        throw new SluiceError('backup-invalid', {
          message: 'The rows of a table have no end.',
          remedy: 'Take another backup; this one was cut off.',
        });
      }
      // The last bytes may be the beginning of the mark.
      const safe = this.#held.length - mark.length;
      if (safe > 0) yield this.#take(safe);
      await this.#more();
    }
  }

  #take(count: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  async #more(): Promise<void> {
    const next = await this.#source.next();
    if (next.done === true) this.#done = true;
    else this.#held = Buffer.concat([this.#held, next.value]);
  }
}
