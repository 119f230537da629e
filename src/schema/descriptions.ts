import type { Delta } from '@supabase/pg-delta/core';

/** What an attribute is called when people read about its change. */
const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  usingExpr: 'USING',
  checkExpr: 'WITH CHECK',
  withCheckExpr: 'WITH CHECK',
  expr: 'default',
  type: 'type',
  def: 'definition',
  reloptions: 'options',
  replicaIdentity: 'replica identity',
  generatedExpr: 'generated expression',
  persistence: 'persistence',
};

const SWITCHES: Readonly<Record<string, readonly [string, string]>> = {
  notNull: ['NOT NULL added', 'NOT NULL removed'],
  rowSecurity: ['row level security enabled', 'row level security disabled'],
  forceRowSecurity: ['row level security forced for the owner', 'row level security not forced any more'],
  validated: ['validated', 'not validated any more'],
  permissive: ['permissive', 'restrictive'],
};

/** One short phrase for what a delta changes about its object; null where a longer definition simply differs elsewhere. */
export function describeAttribute(delta: Delta, fallback: string): string | null {
  if (delta.verb === 'link') return `owner → ${'name' in delta.edge.to ? delta.edge.to.name : ''}`;
  if (delta.verb === 'unlink') return null;
  if (delta.verb === 'add') return `${fallback} ${shown(delta.fact.payload['expr'])}`.trim();
  if (delta.verb === 'remove') return `${fallback} ${shown(delta.fact.payload['expr'])} removed`;
  const { attr, from, to } = delta;
  const switched = SWITCHES[attr];
  if (switched !== undefined && typeof to === 'boolean') return to ? switched[0] : switched[1];
  if (attr === 'values' && Array.isArray(from) && Array.isArray(to)) return listDifference(from, to);
  const name = ATTRIBUTE_NAMES[attr] ?? wordsOf(attr);
  if (isLong(from) || isLong(to)) return name;
  return `${name} ${shown(from)} → ${shown(to)}`;
}

/** Grants to a role: `anon: +SELECT −INSERT`, with the column where the grant is for one column. */
export function describeGrant(delta: Delta, grantee: string, column: string | null): string | null {
  const [had, has] = privileges(delta);
  const added = has.filter((privilege) => !had.includes(privilege)).map((privilege) => `+${privilege}`);
  const removed = had.filter((privilege) => !has.includes(privilege)).map((privilege) => `−${privilege}`);
  if (added.length + removed.length === 0) return delta.verb === 'set' ? `grants of ${grantee}` : null;
  const place = column === null ? '' : ` on column ${column}`;
  return `${grantee === '' ? 'PUBLIC' : grantee}: ${[...added, ...removed].join(' ')}${place}`;
}

function privileges(delta: Delta): [string[], string[]] {
  switch (delta.verb) {
    case 'add':
      return [[], textList(delta.fact.payload['privileges'])];
    case 'remove':
      return [textList(delta.fact.payload['privileges']), []];
    case 'set':
      return delta.attr === 'privileges' ? [textList(delta.from), textList(delta.to)] : [[], []];
    default:
      return [[], []];
  }
}

function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function listDifference(from: readonly unknown[], to: readonly unknown[]): string {
  const [had, has] = [textList(from), textList(to)];
  const added = has.filter((value) => !had.includes(value)).map((value) => `+ '${value}'`);
  const removed = had.filter((value) => !has.includes(value)).map((value) => `− '${value}'`);
  return [...added, ...removed].join(', ') || 'order of values';
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' ? value.length > 200 || value.includes('\n') : false;
}

/** `parallelSafety` → `parallel safety`. */
function wordsOf(attribute: string): string {
  return attribute.replace(/([a-z])([A-Z])/gu, '$1 $2').toLowerCase();
}
