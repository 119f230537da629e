/** A part of the comment: blocks of Markdown with an empty line between them, and how much of it was left out. */
export interface Section {
  readonly blocks: readonly string[];
  readonly hidden: number;
}
