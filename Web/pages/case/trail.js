// The list from which a case was opened, so that one can go to the next without going back.
import { recall, remember } from "../../kit/store.js";

const name = "trail";
const inTab = () => sessionStorage;

/** A list says what it shows: `page` is "cases" or "inbox" or "map", `href` its address with all filters. */
export function keepTrail(page, href, rows) {
  remember(name, { page, href, numbers: rows.map((row) => row.number) }, inTab);
}

/** { page, href, previous, next, at, count } of a case in that list; null when it was opened in another way. */
export function trailOf(number) {
  const trail = recall(name, inTab);
  const at = trail?.numbers?.indexOf(number) ?? -1;
  if (at < 0) return null;
  return { page: trail.page, href: trail.href, previous: trail.numbers[at - 1], next: trail.numbers[at + 1], at: at + 1, count: trail.numbers.length };
}
