import * as v from 'valibot';
import type { GitHubApi } from './api.ts';

const actor = v.nullish(v.object({ login: v.string() }));

const answerOf = v.object({
  node: v.object({
    author: actor,
    userContentEdits: v.nullish(
      v.object({
        nodes: v.array(v.nullish(v.object({ editor: actor }))),
        pageInfo: v.object({ hasNextPage: v.boolean(), endCursor: v.nullish(v.string()) }),
      }),
    ),
  }),
});

const QUERY = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on IssueComment {
    author { login }
    userContentEdits(first: 100, after: $after) { nodes { editor { login } } pageInfo { hasNextPage endCursor } }
  } }
}`;

/**
 * Who else than its author has edited a comment, ever; GitHub keeps the name of each editor, also where somebody removed the text of an
 * edit from the history (https://docs.github.com/en/graphql/reference/objects#usercontentedit). `id` is the node id of the comment.
 */
export async function otherEditors(api: GitHubApi, id: string): Promise<readonly string[]> {
  const others = new Set<string>();
  let after: string | null = null;
  do {
    const answer: v.InferOutput<typeof answerOf> = v.parse(answerOf, await api.graphql(QUERY, { id, after }));
    const { node } = answer;
    for (const edit of node.userContentEdits?.nodes ?? []) {
      const editor = edit?.editor?.login ?? null;
      if (editor !== null && editor !== node.author?.login) others.add(editor);
    }
    const page = node.userContentEdits?.pageInfo;
    after = page?.hasNextPage === true ? (page.endCursor ?? null) : null;
  } while (after !== null);
  return [...others];
}
