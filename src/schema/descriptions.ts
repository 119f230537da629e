import type { Fact, FactBase, StableId } from '@supabase/pg-delta/core';
import { commandOf, identityOf, phrase, relationOf, textList, textOf } from './phrases.ts';

/** What an object that comes or goes is, a short phrase each. */
export function describeObject(id: StableId, facts: FactBase): string[] {
  const fact = facts.get(id);
  if (fact === undefined) return [];
  return phrasesOf(fact, facts)
    .map(phrase)
    .filter((text) => text !== '');
}

function phrasesOf({ id, payload }: Fact, facts: FactBase): string[] {
  switch (id.kind) {
    case 'table':
      return tablePhrases({ id, payload }, facts);
    case 'foreignTable':
      return [countOf(id, facts)];
    case 'column':
      return columnPhrases({ id, payload }, facts);
    case 'constraint':
      return [textOf(payload['def'])];
    case 'index':
      return [indexPhrase(textOf(payload['def']))];
    case 'policy':
      return policyPhrases(payload);
    case 'trigger':
      return [
        textOf(payload['def']).replace(/^CREATE (CONSTRAINT )?TRIGGER .*? (?=BEFORE|AFTER|INSTEAD OF)/u, ''),
      ];
    case 'function':
    case 'procedure':
      return routinePhrases(payload);
    case 'view':
    case 'materializedView':
      return textList(payload['reloptions']);
    case 'type':
      return typePhrases({ id, payload }, facts);
    case 'domain':
      return [
        textOf(payload['baseType']) + (payload['notNull'] === true ? ' NOT NULL' : ''),
        ...childrenOf(id, 'constraint', facts)
          .filter((child) => child.payload['type'] !== 'n')
          .map((child) => textOf(child.payload['def'])),
      ];
    case 'publication':
      return [
        ...childrenOf(id, 'publicationRel', facts).flatMap((child) =>
          child.id.kind === 'publicationRel' ? [`${child.id.schema}.${child.id.table}`] : [],
        ),
        payload['allTables'] === true ? 'all tables' : '',
      ];
    case 'extensionIntent':
      return ['schedule', 'command'].map((field) => textOf(payload[field]));
    case 'eventTrigger':
      return [
        `on ${textOf(payload['event'])}`,
        `runs ${textOf(payload['functionSchema'])}.${textOf(payload['functionName'])}`,
      ];
    default:
      return [];
  }
}

function tablePhrases({ id, payload }: Pick<Fact, 'id' | 'payload'>, facts: FactBase): string[] {
  const parent = relationOf(payload['parentTable']);
  if (parent !== '') {
    const bound = textOf(payload['partitionBound']);
    return [bound === '' ? `inherits ${parent}` : `partition of ${parent} ${bound}`];
  }
  const key = textOf(payload['partitionKey']);
  return [
    countOf(id, facts),
    key === '' ? '' : `partitioned by ${key}`,
    payload['persistence'] === 'u' ? 'unlogged' : '',
  ];
}

function countOf(id: StableId, facts: FactBase): string {
  const count = childrenOf(id, 'column', facts).length;
  return count === 1 ? '1 column' : `${count} columns`;
}

function childrenOf(id: StableId, kind: StableId['kind'], facts: FactBase): Fact[] {
  return facts.childrenOf(id).filter((child) => child.id.kind === kind);
}

function columnPhrases({ id, payload }: Pick<Fact, 'id' | 'payload'>, facts: FactBase): string[] {
  if (id.kind !== 'column') return [];
  const expression = textOf(facts.get({ ...id, kind: 'default' })?.payload['expr']);
  const generated = textOf(payload['generatedExpr']);
  return [
    textOf(payload['type']) + (payload['notNull'] === true ? ' NOT NULL' : ''),
    identityOf(payload['identity']),
    expression === '' ? '' : `default ${expression}`,
    generated === '' ? '' : `generated as ${generated}`,
  ];
}

/** `CREATE UNIQUE INDEX i ON public.t USING btree (a)` → `UNIQUE btree (a)`. */
function indexPhrase(definition: string): string {
  const match = /^CREATE (UNIQUE )?INDEX .*? USING (.*)$/su.exec(definition);
  return match === null ? definition : `${match[1] ?? ''}${match[2] ?? ''}`;
}

function policyPhrases(payload: Fact['payload']): string[] {
  const [using, check] = [textOf(payload['usingExpr']), textOf(payload['checkExpr'])];
  return [
    `${commandOf(payload['cmd'])} to ${textList(payload['roles']).join(', ')}${payload['permissive'] === false ? ', restrictive' : ''}`,
    using === '' ? '' : `USING ${using}`,
    check === '' ? '' : `WITH CHECK ${check}`,
  ];
}

function routinePhrases(payload: Fact['payload']): string[] {
  const [header = ''] = textOf(payload['def']).split(/\nAS \$/u);
  const returns = textOf(payload['returnType']);
  return [
    returns === '' ? '' : `returns ${returns}`,
    textOf(payload['language']),
    /\bSECURITY DEFINER\b/u.test(header) ? 'SECURITY DEFINER' : '',
  ];
}

function typePhrases({ id, payload }: Pick<Fact, 'id' | 'payload'>, facts: FactBase): string[] {
  switch (payload['variant']) {
    case 'enum':
      return [
        textList(payload['values'])
          .map((value) => `'${value}'`)
          .join(', '),
      ];
    case 'composite':
      return [
        childrenOf(id, 'typeAttribute', facts)
          .map((child) => `${'name' in child.id ? child.id.name : ''} ${textOf(child.payload['type'])}`)
          .join(', '),
      ];
    default:
      return [textOf(payload['subtype'])];
  }
}
