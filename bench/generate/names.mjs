/** The parts of a made-up business, and what each of them keeps in tables: together the tables' names. */
const DOMAINS = [
  ...[
    'billing',
    'catalog',
    'sales',
    'support',
    'crm',
    'people',
    'projects',
    'inventory',
    'shipping',
    'marketing',
  ],
  ...[
    'analytics',
    'content',
    'messaging',
    'calendar',
    'assets',
    'learning',
    'payroll',
    'procurement',
    'quality',
  ],
  ...['facilities', 'fleet', 'legal', 'compliance', 'partners', 'events', 'community', 'loyalty', 'returns'],
  ...[
    'subscriptions',
    'identity',
    'notifications',
    'search',
    'media',
    'forms',
    'surveys',
    'goals',
    'incidents',
  ],
  ...['releases', 'experiments', 'integrations'],
];

const NOUNS = [
  ...[
    'accounts',
    'items',
    'entries',
    'orders',
    'lines',
    'notes',
    'files',
    'tags',
    'contacts',
    'plans',
    'rules',
  ],
  ...[
    'tasks',
    'comments',
    'reviews',
    'schedules',
    'templates',
    'requests',
    'approvals',
    'snapshots',
    'members',
  ],
  ...[
    'channels',
    'budgets',
    'targets',
    'reports',
    'settings',
    'batches',
    'logs',
    'links',
    'versions',
    'locations',
  ],
];

/** Names and domains of the first `count` tables, domain by domain as a product grows. */
export function tableNames(count) {
  const perDomain = Math.min(NOUNS.length, Math.max(5, Math.ceil(count / DOMAINS.length)));
  const names = [];
  // More than a business has words for: what it works on, and what it has put away.
  for (const stage of ['', '_drafts', '_archive']) {
    for (const domain of DOMAINS) {
      for (const noun of NOUNS.slice(0, perDomain)) names.push({ domain, name: `${domain}_${noun}${stage}` });
    }
  }
  if (names.length < count) throw new Error(`There are names for ${names.length} tables, not for ${count}.`);
  return names.slice(0, count);
}
