import type pg from 'pg';

/** Sends several statements as one message, which is one round trip, and gives the answer to each. */
export async function answersOf(
  client: pg.ClientBase,
  statements: readonly string[],
): Promise<readonly pg.QueryResult[]> {
  // The driver answers several statements in one message with several results, which its types do not say.
  const answer: pg.QueryResult | pg.QueryResult[] = await client.query(statements.join(';\n'));
  return Array.isArray(answer) ? answer : [answer];
}
