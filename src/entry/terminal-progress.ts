import type { SingleBar } from 'cli-progress';
import type { Progress } from '../core/ports.ts';
import { cutEnd, visible } from '../render/visible.ts';
import type { Output } from './host.ts';

const REWRITE = '\r\u001b[2K';

/**
 * Progress for people: in a terminal one line that is rewritten and a bar for known amounts, elsewhere (a pipe, a
 * file) one plain line a step. Ends with nothing of its own left on the screen.
 */
export function terminalProgress(output: Output, color: boolean): Progress {
  return output.isTerminal ? rewritingProgress(output, color) : plainProgress(output);
}

function rewritingProgress(output: Output, color: boolean): Progress {
  /** Steps that are under way, the newest last; the line shows that one. */
  const open: string[] = [];
  const fitted = (text: string) => cutEnd(visible(text), Math.max(20, output.columns - 4));
  const show = (): void => {
    const current = open.at(-1);
    output.write(current === undefined ? REWRITE : `${REWRITE}… ${fitted(current)}`);
  };
  const line = (text: string): void => {
    output.write(`${REWRITE}${text}\n`);
    show();
  };
  return {
    step(title) {
      open.push(title);
      show();
      return () => {
        const at = open.lastIndexOf(title);
        if (at !== -1) open.splice(at, 1);
        show();
      };
    },
    info: (message) => line(visible(message)),
    warn: (message) => line(`${color ? '\u001b[33mwarning:\u001b[39m' : 'warning:'} ${visible(message)}`),
    amount(title, total) {
      output.write(REWRITE);
      let bar: SingleBar | null = null;
      let isOver = false;
      void progressBar(fitted(title), output).then((made) => {
        if (isOver) return;
        made.start(Math.max(total, 1), 0);
        bar = made;
      });
      return {
        advance: (done) => bar?.update(done),
        finish: () => {
          isOver = true;
          bar?.stop();
          show();
        },
      };
    },
  };
}

/** Loaded when it is needed, because most runs know of no amount. */
async function progressBar(title: string, { stream }: Output): Promise<SingleBar> {
  const { default: cliProgress } = await import('cli-progress');
  return new cliProgress.SingleBar({
    format: `${title.replace(/[{}]/gu, ' ')} {bar} {percentage}%`,
    ...(stream === undefined ? {} : { stream }),
    hideCursor: false,
    clearOnComplete: true,
    barsize: 30,
  });
}

function plainProgress(output: Output): Progress {
  return {
    step(title) {
      output.write(`${visible(title)}\n`);
      return () => {};
    },
    info: (message) => output.write(`${visible(message)}\n`),
    warn: (message) => output.write(`warning: ${visible(message)}\n`),
    amount(title, total) {
      return quarterlyAmount(title, total, (text) => output.write(`${visible(text)}\n`));
    },
  };
}

/** A known amount as sparse lines: one for each quarter that is reached. */
export function quarterlyAmount(
  title: string,
  total: number,
  say: (text: string) => void,
): ReturnType<Progress['amount']> {
  let quarters = 0;
  return {
    advance(done) {
      const reached = total <= 0 ? 4 : Math.min(4, Math.floor((done / total) * 4));
      if (reached > quarters) say(`${title}: ${reached * 25}%`);
      quarters = Math.max(quarters, reached);
    },
    // What ends before it is whole has failed, and the error that follows says so.
    finish() {
      quarters = 4;
    },
  };
}
