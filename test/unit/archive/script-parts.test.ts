import { describe, expect, test } from '@jest/globals';
import { scriptParts } from '../../../src/archive/script-parts.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function partsOf(text: string, size: number): Promise<readonly unknown[]> {
  const parts: unknown[] = [];
  for await (const part of scriptParts(inPieces(text, size))) {
    if (part.kind === 'statements') {
      parts.push(part.sql);
      continue;
    }
    const rows: Uint8Array[] = [];
    for await (const piece of part.rows) rows.push(piece);
    parts.push({ statement: part.statement, table: part.table, rows: Buffer.concat(rows).toString() });
  }
  return parts;
}

const COPY = (table: string, rows: string) => `COPY ${table} (a) FROM stdin;\n${rows}\\.\n`;

describe('a script of rows in pieces of every size', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['nothing', '', []],
    ['statements alone', 'SET a = 1;\nSELECT 2;\n', ['SET a = 1;\nSELECT 2;\n']],
    [
      'no rows',
      COPY('public.t', ''),
      [{ statement: 'COPY public.t (a) FROM stdin', table: { schema: 'public', name: 't' }, rows: '' }],
    ],
    [
      'rows that look like the end, and statements around them',
      `SET a = 1;\n${COPY('"s"."t"', 'x\n\\\\.\n.\\\n\n\\N\n')}\nSELECT 1;\n${COPY('"s"."u"', 'é\n')}`,
      [
        'SET a = 1;\n',
        {
          statement: 'COPY "s"."t" (a) FROM stdin',
          table: { schema: 's', name: 't' },
          rows: 'x\n\\\\.\n.\\\n\n\\N\n',
        },
        '\nSELECT 1;\n',
        { statement: 'COPY "s"."u" (a) FROM stdin', table: { schema: 's', name: 'u' }, rows: 'é\n' },
      ],
    ],
    [
      'odd names',
      `${COPY('"a ""b"" . FROM stdin;"."x\ny"', '1\n')}${COPY('U&"l\\000Ai\\\\n".plain', '')}`,
      [
        {
          statement: 'COPY "a ""b"" . FROM stdin;"."x\ny" (a) FROM stdin',
          table: { schema: 'a "b" . FROM stdin;', name: 'x\ny' },
          rows: '1\n',
        },
        {
          statement: 'COPY U&"l\\000Ai\\\\n".plain (a) FROM stdin',
          table: { schema: 'l\ni\\n', name: 'plain' },
          rows: '',
        },
      ],
    ],
  ])('%s', async (_name, text, expected) => {
    for (const size of [1, 2, 3, 4, 5, 7, 64, 1_000]) expect(await partsOf(text, size)).toEqual(expected);
  });

  test('rows without an end are an error', async () => {
    await expect(partsOf('COPY t (a) FROM stdin;\n1\n2\n', 3)).rejects.toMatchObject({
      code: 'backup-invalid',
    });
  });
});
