/** Keeps a text within what a comment may have. */

/** GitHub, GitLab and Gitea take at most 65,536 characters; nobody says whether they count bytes, so both are kept. */
export const longestComment = 65_536;

/** What stays free for a last line that says how much is not shown. */
const reserve = 1000;

/** As many of the blocks, from the first on, as fit behind `head`; and how many do not. */
export function fitting(head: string, blocks: readonly string[]): { readonly text: string; readonly left: number } {
  let size = Buffer.byteLength(head);
  let count = 0;
  for (const block of blocks) {
    size += Buffer.byteLength(block);
    if (size > longestComment - reserve) break;
    count += 1;
  }
  return { text: head + blocks.slice(0, count).join(''), left: blocks.length - count };
}
