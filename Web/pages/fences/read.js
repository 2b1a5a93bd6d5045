// All fences, page by page.
import { list } from "../../kit/api.js";

export async function allFences(signal) {
  const all = [];
  let cursor;
  do {
    const page = await list("/fences", { limit: 500, cursor }, { signal });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}
