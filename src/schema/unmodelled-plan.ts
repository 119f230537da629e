import { quoted } from './rename-sql.ts';
import type { UnmodelledFact, UnmodelledFacts } from './unmodelled.ts';

/** What to run before and after pg-delta's plan: what goes lets go of other objects first, what comes needs them to be there. */
export interface UnmodelledPlan {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** In the order in which they build on each other. */
const KINDS = ['statistics', 'operator', 'cast', 'text search dictionary', 'text search configuration'];

const SETTING = 'column setting';

/** Statements from one state to the other. */
export function unmodelledPlan(from: UnmodelledFacts, to: UnmodelledFacts): UnmodelledPlan {
  const leaving = differing(from, to);
  const coming = differing(to, from);
  return {
    first: leaving
      .filter(({ kind }) => kind !== SETTING)
      .toReversed()
      .flatMap(({ dropSql }) => dropSql),
    last: [
      ...coming.filter(({ kind }) => kind !== SETTING).flatMap(({ createSql }) => createSql),
      ...columnSettings(from, to),
    ],
  };
}

function differing(facts: UnmodelledFacts, others: UnmodelledFacts): UnmodelledFact[] {
  return [...facts]
    .filter(([key, { definition }]) => others.get(key)?.definition !== definition)
    .map(([, fact]) => fact)
    .sort((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind));
}

function columnSettings(from: UnmodelledFacts, to: UnmodelledFacts): string[] {
  const keys = new Set([...from.keys(), ...to.keys()]);
  return [...keys].flatMap((key) => {
    const [was, is] = [from.get(key), to.get(key)];
    const fact = is ?? was;
    if (fact?.kind !== SETTING) return [];
    const [had, has] = [settingsOf(was), settingsOf(is)];
    return ['storage', 'compression', 'statistics'].flatMap((setting) => {
      const wanted = has.get(setting);
      if (wanted === had.get(setting)) return [];
      const value = wanted ?? resetValue(setting, fact);
      const action = `alter column ${quoted(fact.name)} set ${setting} ${value}`;
      return [`alter table ${quoted(fact.schema ?? '')}.${quoted(fact.table ?? '')} ${action}`];
    });
  });
}

/** SET STORAGE DEFAULT is new in PostgreSQL 16. */
function resetValue(setting: string, { dropSql }: UnmodelledFact): string {
  if (setting === 'storage') return dropSql[0] ?? 'extended';
  return setting === 'statistics' ? '-1' : 'default';
}

function settingsOf(fact: UnmodelledFact | undefined): Map<string, string> {
  const pairs = (fact?.definition ?? '').split(', ').filter((part) => part !== '');
  return new Map(pairs.map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]));
}
