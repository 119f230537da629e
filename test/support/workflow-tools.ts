import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as Expressions from '@actions/expressions';
import type * as LanguageService from '@actions/languageservice';
import type * as WorkflowParser from '@actions/workflow-parser';
import type { parseAction } from '@actions/workflow-parser/actions/action-parser';
import type { convertActionTemplate } from '@actions/workflow-parser/actions/action-template';
import { build } from 'esbuild';
import type { TextDocument } from 'vscode-languageserver-textdocument';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** GitHub's own parser, evaluator and validator of workflow files. */
export interface WorkflowTools {
  readonly parser: typeof WorkflowParser;
  readonly expressions: typeof Expressions;
  readonly actions: {
    readonly parseAction: typeof parseAction;
    readonly convertActionTemplate: typeof convertActionTemplate;
  };
  readonly service: typeof LanguageService;
  readonly TextDocument: typeof TextDocument;
}

/**
 * Loads the official packages. They import JSON in a way that Node 20 does not know, so they are bundled first, into a
 * folder of node_modules that nobody commits.
 */
export async function loadWorkflowTools(): Promise<WorkflowTools> {
  const folder = join(root, 'node_modules/.cache/sluice-workflow-tools', String(process.pid));
  const outfile = join(folder, 'tools.mjs');
  await mkdir(folder, { recursive: true });
  try {
    await build({
      stdin: {
        resolveDir: root,
        contents: [
          "export * as parser from '@actions/workflow-parser';",
          "export * as expressions from '@actions/expressions';",
          "import { parseAction } from '@actions/workflow-parser/actions/action-parser';",
          "import { convertActionTemplate } from '@actions/workflow-parser/actions/action-template';",
          'export const actions = { parseAction, convertActionTemplate };',
          "export * as service from '@actions/languageservice';",
          "export { TextDocument } from 'vscode-languageserver-textdocument';",
        ].join('\n'),
      },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Some of what they use is CommonJS and asks for modules of Node.
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
