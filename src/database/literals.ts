/** Texts as SQL, safe whatever `standard_conforming_strings` says. Arguments cannot go with a message of several statements. */
export function literal(text: string | null): string {
  if (text === null) return 'null';
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

export function textArray(texts: readonly string[]): string {
  return `array[${texts.map(literal).join(',')}]::pg_catalog.text[]`;
}

export function bytea(bytes: Uint8Array | null): string {
  return bytes === null ? 'null' : `pg_catalog.decode('${Buffer.from(bytes).toString('base64')}', 'base64')`;
}

export function jsonb(value: unknown): string {
  return `${literal(JSON.stringify(value))}::pg_catalog.jsonb`;
}
