import { attribute, placeOfContribution } from './attribution.ts';
import type {
  ObjectDifference,
  ObjectRename,
  ObservedStatement,
  SecurityFact,
  SecurityRule,
} from './ports.ts';
import { factUnderNewNames } from './renames.ts';
import type { Finding, Level } from './report.ts';
import { sqlQualifiedName } from './sql-names.ts';

interface RuleText {
  readonly level: Level;
  readonly message: (name: string, detail: string) => string;
  readonly remedy: (name: string) => string;
}

const RULES: Record<SecurityRule, RuleText> = {
  'rls-disabled': {
    level: 'warning',
    message: (name) =>
      `Table ${name} is exposed through the API without row level security: anybody with the public key can use it.`,
    remedy: (name) =>
      `alter table ${name} enable row level security; and add policies for those who may use it.`,
  },
  'rls-without-policy': {
    level: 'note',
    message: (name) =>
      `Table ${name} has row level security and no policy: only the service role reads or writes it.`,
    remedy: () => 'Add a policy if others should use it.',
  },
  'policy-recursion': {
    level: 'error',
    message: (name, detail) =>
      `Policy ${name} reads ${detail}, whose policies lead back to it: every query ends in the error "infinite recursion detected in policy".`,
    remedy: () =>
      'Read the table in a SECURITY DEFINER function with a fixed search_path and call that in the policy.',
  },
  'definer-without-search-path': {
    level: 'warning',
    message: (name) =>
      `Function ${name} is SECURITY DEFINER without a fixed search_path: a caller can make it run other objects with its owner's rights.`,
    remedy: () => "Add set search_path = '' and qualify every name in its body.",
  },
  'view-bypasses-rls': {
    level: 'warning',
    message: (name, detail) =>
      `View ${name} reads ${detail} with its owner's rights, so row level security does not apply to who queries it.`,
    remedy: (name) => `alter view ${name} set (security_invoker = true);`,
  },
  'materialized-view-exposed': {
    level: 'warning',
    message: (name, detail) =>
      `Materialized view ${name} keeps rows of ${detail} as its owner sees them, and the API serves it: row level security does not apply to who reads it.`,
    remedy: (name) =>
      `revoke all on ${name} from anon, authenticated; or keep it in a schema that the API does not serve.`,
  },
  'policy-open-for-writes': {
    level: 'warning',
    message: (name, detail) => `Policy ${name} lets ${detail} (its condition is simply true).`,
    remedy: () => 'Say in the condition whose rows they may be, or limit the policy to a role with `to`.',
  },
};

/**
 * Findings for what the security rules see in the head and not in the base: what was there before, perhaps under another
 * name, is not held against this change.
 */
export function securityFindings(
  before: readonly SecurityFact[],
  after: readonly SecurityFact[],
  renames: readonly ObjectRename[],
  observed: readonly ObservedStatement[],
): Finding[] {
  const known = new Set(before.map((fact) => keyOf(factUnderNewNames(fact, renames))));
  return after.filter((fact) => !known.has(keyOf(fact))).map((fact) => findingOf(fact, observed));
}

function keyOf({ rule, schema, table, name, detail }: SecurityFact): string {
  return JSON.stringify([rule, schema, table, name, detail]);
}

function findingOf(fact: SecurityFact, observed: readonly ObservedStatement[]): Finding {
  const rule = RULES[fact.rule];
  const name =
    fact.table === null ? `${fact.schema}.${fact.name}` : `"${fact.name}" on ${fact.schema}.${fact.table}`;
  const subject: ObjectDifference = {
    verb: 'create',
    kind: fact.kind,
    schema: fact.schema,
    table: fact.table,
    name: fact.name,
    from: null,
    details: [],
    destroysData: false,
    column: null,
    unmodelled: null,
  };
  const attribution = attribute(subject, observed);
  const place = attribution === null ? { file: null, line: null } : placeOfContribution(attribution.main);
  return {
    code: fact.rule,
    level: rule.level,
    ...place,
    message: rule.message(name, fact.detail),
    remedy: rule.remedy(sqlQualifiedName(fact.schema, fact.name)),
    object: `${fact.schema}.${fact.table ?? fact.name}`,
  };
}
