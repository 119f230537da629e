import type { Reversal } from '../core/report.ts';
import type { Detail } from './detail.ts';
import { code, fence, prose } from './escape.ts';
import { proofSentences, REVERSAL_MEANINGS, REVERSAL_SOURCES } from './wording.ts';

/** The way back, collapsed: verdict, why, what goes, how it was proven, SQL. Empty where there was none to judge. */
export function reversalSection(
  reversal: Reversal | null,
  detail: Pick<Detail, 'reversalSql' | 'entries'>,
): readonly string[] {
  if (reversal === null) return [];
  const { entries } = detail;
  const names = (raw: readonly string[]): string[] =>
    raw.slice(0, entries + 1).map((name) => code(name, 100));
  const sentences = (raw: readonly string[]): string[] =>
    raw.slice(0, entries + 1).map((text) => prose(text, 400));
  const blocks = [
    `<details><summary>The way back: <b>${reversal.verdict}</b></summary>`,
    REVERSAL_MEANINGS[reversal.verdict],
    ...list('Why:', sentences(reversal.reasons), reversal.reasons.length, entries),
    ...list('Lost, or not coming back:', names(reversal.objects), reversal.objects.length, entries),
    ...list(
      'Dropped again on the way back, with the rows written there since (a rollback asks first):',
      names(reversal.dropsAgain),
      reversal.dropsAgain.length,
      entries,
    ),
    ...list('Rehearsed on the shadow:', proofSentences(reversal), 0, 10),
    ...list(
      'What differed:',
      sentences(reversal.proof.differences),
      reversal.proof.differences.length,
      entries,
    ),
  ];
  if (reversal.sql !== '') {
    blocks.push(
      `The SQL is ${REVERSAL_SOURCES[reversal.source]}${detail.reversalSql ? ':' : '; left out here for its length.'}`,
    );
    if (detail.reversalSql) blocks.push(fence(reversal.sql, 'sql'));
  }
  return [...blocks, '</details>'];
}

function list(title: string, items: readonly string[], total: number, limit: number): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, limit).map((item) => `- ${item}`);
  const hidden = total - shown.length;
  if (hidden > 0) shown.push(`- and ${hidden.toLocaleString('en-US')} more`);
  return [`${title}\n${shown.join('\n')}`];
}
