import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Markdown as a renderer with GitHub's extensions reads it: tables, autolinks, footnotes, strikethrough. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node, depth first. */
export function allNodes(node: Nodes): Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap((child) => allNodes(child))] : [node];
}

export function nodesOf<Type extends Nodes['type']>(
  root: Nodes,
  type: Type,
): Extract<Nodes, { type: Type }>[] {
  return allNodes(root).filter((node): node is Extract<Nodes, { type: Type }> => node.type === type);
}

/** The text that GitHub looks through for mentions, references and commits: all that is not code. */
export function plainTexts(root: Nodes): string[] {
  return nodesOf(root, 'text').map((node) => node.value);
}

/**
 * What GitHub makes live in plain text: @mentions, #1 and GH-1 references, commits, ticket prefixes, :emoji:,
 * addresses (https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls).
 */
export const LIVE_TEXT =
  /@[A-Za-z0-9]|#\d|\b[A-Za-z]+-\d|\b[0-9a-f]{7,40}\b|:[a-z0-9_+-]+:|:\/\/|\bwww\.|\$\$?[^ ]|(?![\n\t])[\p{Cc}\p{Cf}]/iu;
