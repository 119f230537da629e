import type { Delta, FactBase, StableId } from '@supabase/pg-delta/core';
import {
  commandOf,
  enabledOf,
  identityOf,
  isRecord,
  listDifference,
  persistenceOf,
  phrase,
  relationOf,
  replicaIdentityOf,
  textList,
  textOf,
} from './phrases.ts';
import { privilegeDetail } from './privileges.ts';
import { routineDifference } from './routine-details.ts';

/** One short phrase for what a delta changes about its object; null where another delta says it. */
export function detailOf(delta: Delta, id: StableId, before: FactBase, after: FactBase): string | null {
  const added = delta.verb === 'add';
  switch (id.kind) {
    case 'acl':
      return privilegeDetail(delta, id.grantee, id.column ?? null, true);
    case 'defaultPrivilege':
      // Those for one schema only add to the defaults of the whole database.
      return privilegeDetail(delta, id.grantee, null, id.schema === null);
    case 'comment':
      return delta.verb === 'remove' ? 'comment removed' : 'comment';
    case 'securityLabel':
      return 'security label';
    case 'publicationRel':
      return delta.verb === 'set'
        ? `${id.schema}.${id.table}: other columns or rows`
        : `${added ? '+' : '−'} ${id.schema}.${id.table}`;
    case 'publicationSchema':
      return `${added ? '+' : '−'} schema ${id.schema}`;
    case 'typeAttribute':
      return delta.verb === 'set'
        ? `${id.name}: ${attributeDetail(delta, before, after) ?? ''}`
        : `${added ? '+' : '−'} ${id.name}`;
    case 'default':
      return defaultDetail(delta);
    case 'constraint':
      return isDomainRule(id, before, after)
        ? domainRuleDetail(delta, id)
        : attributeDetail(delta, before, after);
    default:
      return attributeDetail(delta, before, after);
  }
}

function defaultDetail(delta: Delta): string | null {
  if (delta.verb === 'add') return phrase(`default ${textOf(delta.fact.payload['expr'])}`);
  if (delta.verb === 'remove') return phrase(`default ${textOf(delta.fact.payload['expr'])} removed`);
  return delta.verb === 'set' ? change('default', textOf(delta.from), textOf(delta.to)) : null;
}

function isDomainRule(id: StableId, before: FactBase, after: FactBase): boolean {
  return (after.get(id) ?? before.get(id))?.parent?.kind === 'domain';
}

function domainRuleDetail(delta: Delta, id: StableId): string | null {
  const name = 'name' in id ? id.name : '';
  if (delta.verb === 'set') return delta.attr === 'def' ? `constraint ${name} ${textOf(delta.to)}` : null;
  if (delta.verb !== 'add' && delta.verb !== 'remove') return null;
  // NOT NULL is told as what it is: a property of the domain.
  if (delta.fact.payload['type'] === 'n') return null;
  return phrase(
    `${delta.verb === 'add' ? '+' : '−'} constraint ${name} ${textOf(delta.fact.payload['def'])}`,
  );
}

const SWITCHES: Readonly<Record<string, readonly [string, string]>> = {
  notNull: ['NOT NULL added', 'NOT NULL removed'],
  rowSecurity: ['row level security enabled', 'row level security disabled'],
  forceRowSecurity: ['row level security forced for the owner', 'row level security not forced any more'],
  validated: ['validated', 'not validated any more'],
  permissive: ['permissive', 'restrictive'],
};

/** Attributes whose values people know by other words than the catalog's. */
const WORDS: Readonly<Record<string, (value: unknown) => string>> = {
  enabled: (value) => (typeof value === 'boolean' ? (value ? 'enabled' : 'disabled') : enabledOf(value)),
  persistence: persistenceOf,
  replicaIdentity: replicaIdentityOf,
  identity: identityOf,
  cmd: commandOf,
  parentTable: relationOf,
};

/** What an attribute is called when people read about its change; empty where the words say it. */
const NAMES: Readonly<Record<string, string>> = {
  usingExpr: 'USING',
  checkExpr: 'WITH CHECK',
  def: 'definition',
  cmd: 'for',
  enabled: '',
  persistence: '',
  identity: '',
  generatedExpr: 'generated as',
  replicaIdentity: 'replica identity',
  parentTable: 'parent',
  partitionBound: 'bounds',
};

function attributeDetail(delta: Delta, before: FactBase, after: FactBase): string | null {
  if (delta.verb === 'link') return ownerDetail(delta.edge.to);
  if (delta.verb !== 'set') return null;
  const { attr, from, to, id } = delta;
  const switched = SWITCHES[attr];
  if (switched !== undefined && typeof to === 'boolean') return to ? switched[0] : switched[1];
  if (attr === 'def') return definitionDetail(id, textOf(from), textOf(to));
  if (attr === 'values')
    return listDifference(textList(from).map(inQuotes), textList(to).map(inQuotes)) || 'order of values';
  // The identity carries its sequence along; only what people wrote is told.
  if (attr === 'identity' && identityOf(from) === identityOf(to)) return 'options of the identity';
  if (attr === 'identity' && to === null) return 'identity removed';
  if (attr === 'ownedBy') return change('owned by', columnOf(from), columnOf(to));
  if (attr === 'returnType' && hasSameHead(id, before, after)) return null;
  if (Array.isArray(from) || Array.isArray(to)) {
    return `${NAMES[attr] ?? optionsName(attr)} ${listDifference(textList(from), textList(to))}`.trim();
  }
  const words = WORDS[attr] ?? shown;
  return change(NAMES[attr] ?? wordsOf(attr), words(from), words(to));
}

function ownerDetail(owner: StableId): string {
  return `owner → ${'name' in owner ? owner.name : ''}`;
}

function definitionDetail(id: StableId, from: string, to: string): string | null {
  if (id.kind === 'function' || id.kind === 'procedure') return routineDifference(from, to);
  // "validated" says it.
  if (from.replace(/ NOT VALID$/u, '') === to.replace(/ NOT VALID$/u, '')) return null;
  return from.includes('\n') || to.includes('\n') || from.length + to.length > 240
    ? 'definition'
    : change('definition', from, to);
}

function hasSameHead(id: StableId, before: FactBase, after: FactBase): boolean {
  return before.get(id)?.payload['def'] === after.get(id)?.payload['def'];
}

function columnOf(value: unknown): string {
  return isRecord(value)
    ? `${textOf(value['schema'])}.${textOf(value['table'])}.${textOf(value['column'])}`
    : '';
}

function change(name: string, from: string, to: string): string {
  return `${name} ${phrase(from) || '—'} → ${phrase(to) || '—'}`.trim();
}

function inQuotes(value: string): string {
  return `'${value}'`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function optionsName(attribute: string): string {
  return attribute === 'reloptions' ? 'options' : wordsOf(attribute);
}

/** `parallelSafety` → `parallel safety`. */
function wordsOf(attribute: string): string {
  return attribute.replace(/([a-z])([A-Z])/gu, '$1 $2').toLowerCase();
}
