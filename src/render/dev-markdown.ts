import type { Report } from '../core/report.ts';
import { devFacts } from './dev-wording.ts';
import { code } from './escape.ts';

/** Where the local database is, and what was applied. */
export function devSection({ dev }: Report): readonly string[] {
  if (dev === undefined) return [];
  const facts = devFacts(dev).map(([label, text]) => `- ${label}: ${code(text, 400)}`);
  const applied = dev.applied.map(({ version }) => `- Applied: ${code(version, 40)}`);
  return [[...facts, ...applied].join('\n')];
}
