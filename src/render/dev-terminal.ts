import type { Report } from '../core/report.ts';
import { devFacts } from './dev-wording.ts';
import { type Painter, padTo, wrap } from './terminal-text.ts';

/** Where the local database is. Of a round of the watch the verdict says it all. */
export function devLines({ dev }: Report, width: number, paint: Painter): string[] {
  if (dev === undefined || dev.task === 'watch') return [];
  return devFacts(dev).flatMap(([label, text]) =>
    wrap(text, width - 10).map(
      (line, index) => `${paint('dim', padTo(index === 0 ? label : '', 10))}${line}`,
    ),
  );
}
