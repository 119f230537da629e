import type { Report } from '../core/report.ts';

/** The order in which the report's own fields are written; nested objects keep the order of their contract too. */
const FIELDS = [
  'schema',
  'command',
  'verdict',
  'project',
  'version',
  'name',
  'file',
  'verb',
  'kind',
  'table',
  'from',
  'to',
  'code',
  'level',
  'line',
  'column',
  'message',
  'remedy',
  'excerpt',
  'sqlState',
  'object',
  'details',
  'detail',
  'hazards',
  'lock',
  'lockedRelations',
  'migration',
  'statements',
  'migrations',
  'changes',
  'findings',
  'objects',
  'reasons',
  'dropsAgain',
  'sql',
  'source',
  'proof',
  'downMatchesBase',
  'upMatchesHead',
  'differences',
  'reversal',
  'digest',
  'plan',
  'head',
  'ref',
  'base',
  'major',
  'extension',
  'missing',
  'standIns',
  'engine',
  'type',
  'key',
  'change',
  'optional',
  'columns',
  'tables',
  'relations',
  'diagram',
  'differenceSql',
  'step',
  'milliseconds',
  'timings',
];
const ORDER = new Map(FIELDS.map((field, index) => [field, index]));

/**
 * The report as JSON, two spaces deep, ending in a line break. The same report gives the same bytes, whatever the
 * order in which its objects were built. `##[` is written with an escape, because a workflow log would take it for
 * a command; it reads back as the same text.
 */
export function renderJson(report: Report): string {
  // A report has thousands of objects of a few kinds, so each kind is put in order once.
  const orders = new Map<string, readonly string[]>();
  const inOrder = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const fields = Object.keys(value);
    const kind = fields.join('\n');
    const order = orders.get(kind) ?? fields.sort(compare);
    orders.set(kind, order);
    return Object.fromEntries(order.map((field) => [field, Reflect.get(value, field)]));
  };
  return `${JSON.stringify(report, inOrder, 2).replaceAll('##[', '\\u0023\\u0023[')}\n`;
}

function compare(left: string, right: string): number {
  const [first, second] = [ORDER.get(left) ?? FIELDS.length, ORDER.get(right) ?? FIELDS.length];
  if (first !== second) return first - second;
  return left < right ? -1 : left > right ? 1 : 0;
}
