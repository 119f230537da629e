import type { Finding, Level } from '../core/report.ts';
import { cutEnd, visibleLines } from '../render/visible.ts';

/** GitHub shows at most this many annotations of each level for one step; the rest is dropped unseen. */
export const ANNOTATION_LIMIT = 10;
/** GitHub's limit for the text of one annotation is 64 KB; nobody reads more than this. */
const MESSAGE_LIMIT = 4_000;

/** A note on a line of the diff. */
export interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export interface AnnotationChoice {
  readonly shown: readonly Annotation[];
  /** How many findings found no place. */
  readonly left: number;
}

/**
 * The findings as annotations: errors first, then warnings, then notes, each level up to GitHub's limit, those that
 * belong to a line before those that do not. `reserved` places of the level error are kept free for the step's verdict.
 */
export function chooseAnnotations(findings: readonly Finding[], reserved = 1): AnnotationChoice {
  const shown: Annotation[] = [];
  for (const level of ['error', 'warning', 'note'] as const) {
    const limit = level === 'error' ? ANNOTATION_LIMIT - reserved : ANNOTATION_LIMIT - 1;
    const candidates = findings.filter((finding) => finding.level === level);
    const placed = candidates.filter((finding) => finding.file !== null);
    const unplaced = candidates.filter((finding) => finding.file === null);
    shown.push(...[...placed, ...unplaced].slice(0, limit).map(annotationOf));
  }
  return { shown, left: findings.length - shown.length };
}

function annotationOf(finding: Finding): Annotation {
  const parts = [
    finding.message,
    finding.remedy,
    ...(finding.excerpt === undefined ? [] : [finding.excerpt]),
  ];
  return {
    level: finding.level,
    title: finding.code,
    message: cutEnd(visibleLines(parts.filter((part) => part !== '').join('\n')), MESSAGE_LIMIT),
    file: finding.file,
    line: finding.line,
    column: finding.column ?? null,
  };
}
