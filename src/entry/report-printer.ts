import type { Report } from '../core/report.ts';
import type { Host } from './host.ts';
import type { PrintSettings } from './verb-run.ts';

/** How a report is written to a terminal or a script, as text for stdout; the renderer is loaded by the call. */
export async function reportPrinter(
  settings: Pick<PrintSettings, 'format' | 'color'>,
  host: Host,
): Promise<(report: Report) => string> {
  switch (settings.format) {
    case 'text': {
      const { renderTerminal } = await import('../render/terminal.ts');
      const colours = settings.color && host.stdout.isTerminal;
      return (report) => renderTerminal(report, { width: host.stdout.columns, colours });
    }
    case 'markdown': {
      const { renderSummary } = await import('../render/markdown.ts');
      return (report) => `${renderSummary(report, { linkBase: null, summaryUrl: null })}\n`;
    }
    case 'json': {
      const { renderJson } = await import('../render/json.ts');
      return renderJson;
    }
  }
}
