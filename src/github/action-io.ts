import { stat } from 'node:fs/promises';
import * as core from '@actions/core';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Clock, Environment, Progress } from '../core/ports.ts';
import { visible } from '../render/visible.ts';
import { duration } from '../render/wording.ts';
import { workflowLogText } from '../render/workflow-log.ts';
import type { Annotation } from './annotations.ts';

/** GitHub's limit for the summary of one step, in bytes; a larger one is refused whole. */
export const STEP_SUMMARY_LIMIT = 1024 * 1024;

/** The runner, as far as an action talks to it. Reads the environment when it is asked, not before. */
export interface ActionIo {
  /** The value of an input, trimmed; empty where it was not given. */
  input(name: string): string;
  /** Makes the runner replace the text by *** in everything that is printed from now on. */
  mask(secret: string): void;
  /** Text of any origin for the log, line by line. */
  log(text: string): void;
  warn(text: string): void;
  annotate(annotations: readonly Annotation[]): void;
  output(name: string, value: string): void;
  /** Adds Markdown to the summary of the step; false where there is no room or no summary. */
  summarize(markdown: string): Promise<boolean>;
  /** Keeps something for the post step, and reads it there. */
  saveState(name: string, value: string): void;
  readState(name: string): string;
  /** Marks the step as failed, with a line that the run's page shows. */
  fail(line: string): void;
  readonly progress: Progress;
}

export function createActionIo(env: Environment, clock: Clock): ActionIo {
  const log = (text: string): void => core.info(workflowLogText(text));
  const warn = (text: string): void => core.warning(visible(text));
  return {
    input: (name) => core.getInput(name),
    mask: (secret) => {
      if (secret.trim() !== '') core.setSecret(secret);
    },
    log,
    warn,
    annotate: (annotations) => annotations.forEach(annotate),
    output: (name, value) => core.setOutput(name, value),
    summarize: (markdown) => summarize(env, markdown),
    saveState: (name, value) => core.saveState(name, value),
    readState: (name) => core.getState(name),
    fail: (line) => core.setFailed(visible(line)),
    progress: groupedProgress(log, warn, clock),
  };
}

function annotate({ level, message, title, file, line, column }: Annotation): void {
  const properties = {
    title: visible(title),
    ...(file === null ? {} : { file }),
    ...(line === null ? {} : { startLine: line }),
    ...(column === null ? {} : { startColumn: column }),
  };
  const tell = { error: core.error, warning: core.warning, note: core.notice }[level];
  // The runner prints the message again as lines of the log.
  tell(workflowLogText(message), properties);
}

async function summarize(env: Environment, markdown: string): Promise<boolean> {
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') return false;
  try {
    const used = (await stat(file)).size;
    if (used + Buffer.byteLength(markdown, 'utf8') + 1 > STEP_SUMMARY_LIMIT) return false;
    await core.summary.addRaw(markdown, true).write();
    return true;
  } catch (cause) {
    throw new SluiceError('output-failed', {
      message: `The job summary could not be written: ${messageOf(cause)}.`,
      remedy: 'Write summary: false, or look at the disk of the runner.',
      cause,
    });
  }
}

/** Steps as groups of the log that people can fold. Groups cannot nest: a step inside another is a line of it. */
function groupedProgress(log: (text: string) => void, warn: (text: string) => void, clock: Clock): Progress {
  let open = 0;
  return {
    step(title) {
      const start = clock.now();
      open += 1;
      if (open === 1) core.startGroup(visible(title));
      else log(title);
      return () => {
        log(`${title}: ${duration(clock.now() - start)}`);
        open -= 1;
        if (open === 0) core.endGroup();
      };
    },
    info: log,
    warn,
    amount: (title, total) => quarters(title, total, log),
  };
}

/** A known amount as sparse lines: one for each quarter that is reached. */
function quarters(title: string, total: number, log: (text: string) => void): ReturnType<Progress['amount']> {
  let told = 0;
  return {
    advance(done) {
      const reached = total <= 0 ? 4 : Math.min(4, Math.floor((done / total) * 4));
      if (reached > told) log(`${title}: ${reached * 25}%`);
      told = Math.max(told, reached);
    },
    // What ends before it is whole has failed, and the error that follows says so.
    finish() {
      told = 4;
    },
  };
}
