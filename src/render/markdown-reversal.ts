import type { Reversal } from '../core/report.ts';
import { code, fence, prose } from './escape.ts';
import { proofSentences, REVERSAL_MEANINGS, REVERSAL_SOURCES } from './wording.ts';

const LIST_LIMIT = 30;

/** The way back, collapsed: verdict, why, what goes, how it was proven, SQL. */
export function reversalSection(reversal: Reversal | null, withSql: boolean): readonly string[] {
  if (reversal === null) return [];
  const blocks = [
    `<details><summary>The way back: <b>${reversal.verdict}</b></summary>`,
    REVERSAL_MEANINGS[reversal.verdict],
  ];
  if (reversal.reasons.length > 0)
    blocks.push(
      list(
        'Why:',
        reversal.reasons.map((reason) => prose(reason, 400)),
      ),
    );
  if (reversal.objects.length > 0) {
    blocks.push(
      list(
        'Lost, or not coming back:',
        reversal.objects.map((name) => code(name, 100)),
      ),
    );
  }
  if (reversal.dropsAgain.length > 0) {
    blocks.push(
      list(
        'Dropped again on the way back, with whatever was written there since (a rollback asks first):',
        reversal.dropsAgain.map((name) => code(name, 100)),
      ),
    );
  }
  blocks.push(list('Rehearsed on the shadow:', proofSentences(reversal)));
  if (reversal.proof.differences.length > 0) {
    blocks.push(
      list(
        'What differed:',
        reversal.proof.differences.map((line) => prose(line, 300)),
      ),
    );
  }
  if (reversal.source !== 'none') blocks.push(`SQL: ${REVERSAL_SOURCES[reversal.source]}.`);
  if (reversal.sql !== '')
    blocks.push(withSql ? fence(reversal.sql, 'sql') : 'Left out here for its length.');
  return [...blocks, '</details>'];
}

function list(title: string, items: readonly string[]): string {
  const shown = items.slice(0, LIST_LIMIT).map((item) => `- ${item}`);
  if (items.length > LIST_LIMIT) shown.push(`- and ${items.length - LIST_LIMIT} more`);
  return `${title}\n${shown.join('\n')}`;
}
