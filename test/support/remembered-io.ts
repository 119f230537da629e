import type { ActionIo } from '../../src/github/action-io.ts';
import { INPUTS } from '../../src/manifest.ts';
import { SILENT } from './shadow-requests.ts';

/** The runner's side of the action, remembered. */
export class RememberedIo implements ActionIo {
  readonly masked: string[] = [];
  readonly outputs: Record<string, string> = {};
  readonly lines: string[] = [];
  summary = '';
  failed: string | null = null;
  readonly progress = SILENT;
  readonly #inputs: Readonly<Record<string, string>>;

  constructor(inputs: Readonly<Record<string, string>>) {
    this.#inputs = inputs;
  }

  input(name: string): string {
    // The runner fills in the defaults of action.yml.
    return this.#inputs[name] ?? INPUTS.find((input) => input.name === name)?.default ?? '';
  }
  mask(secret: string): void {
    this.masked.push(secret);
  }
  log(text: string): void {
    this.lines.push(text);
  }
  warn(text: string): void {
    this.lines.push(text);
  }
  annotate(): void {}
  output(name: string, value: string): void {
    this.outputs[name] = value;
  }
  async summarize(markdown: string): Promise<boolean> {
    this.summary += markdown;
    return true;
  }
  saveState(): void {}
  readState(): string {
    return '';
  }
  fail(line: string): void {
    this.failed = line;
  }
}
