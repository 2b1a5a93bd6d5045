// The class tables, kept on the device: searched here, so that it works without a line.
import { get, list } from "../kit/api.js";
import { store } from "../kit/store.js";
import { freshOrKept, recallKept } from "./pocket.js";

/** [{ key, kind, big, bigName, small, name, conditions }], or null while nothing is known. */
export const classes = store(null);

export const shortKey = (key) => key.split("/").slice(-3).join("/");
export const findClass = (key) => classes.get()?.find((each) => shortKey(each.key) === key) ?? null;

export async function loadClasses() {
  if (!classes.get()) classes.set((await recallKept("classes"))?.value ?? null);
  const { value } = await freshOrKept("classes", readAll);
  classes.set(value);
}

async function readAll() {
  const found = [];
  let cursor;
  do {
    const page = await list("/classes", { limit: 500, cursor });
    found.push(...page.items.map(slim));
    cursor = page.next;
  } while (cursor);
  return found;
}

const slim = ({ key, kind, big, bigName, small, name, conditions }) => ({
  key, kind, big, bigName, small, name,
  conditions: conditions.map(({ code, filing, closing, limit }) => ({ code, filing, closing, limit })),
});

/** Classes that the words may mean, best first: [{ item, condition? }]. Every piece of the words counts. */
export function searchClasses(words, limit = 20) {
  const pieces = tokens(words);
  if (!pieces.length) return [];
  const scored = [];
  for (const item of classes.get() ?? []) {
    const own = score(`${item.name.zh} ${item.name.en}`, pieces) * 4 + score(`${item.bigName.zh} ${item.bigName.en}`, pieces);
    let best = { points: 0, condition: undefined };
    for (const condition of item.conditions) {
      const points = score(`${condition.filing.zh} ${condition.filing.en}`, pieces);
      if (points > best.points) best = { points, condition: condition.code };
    }
    const points = own + best.points * 1.5;
    if (points > 0) scored.push({ item, condition: best.condition, points });
  }
  return scored.sort((a, b) => b.points - a.points).slice(0, limit);
}

// Chinese is searched by pairs of characters, other words as they are.
function tokens(words) {
  const text = words.trim().toLowerCase();
  const found = text.match(/[a-z0-9]+/g) ?? [];
  for (const run of text.match(/[\u3400-\u9fff]+/g) ?? []) {
    if (run.length === 1) found.push(run);
    for (let at = 0; at + 2 <= run.length; at++) found.push(run.slice(at, at + 2));
  }
  return [...new Set(found)];
}

const score = (text, pieces) => {
  const low = text.toLowerCase();
  return pieces.reduce((sum, piece) => sum + (low.includes(piece) ? 1 : 0), 0) / pieces.length;
};

/** What the server knows of everyday words (窨井 → 井盖); nothing without a line. */
export async function askClasses(words, signal) {
  const { items } = await get("/classes/suggestions", { words, limit: 8 }, { signal });
  return items.map((each) => ({ item: findClass(shortKey(each.key)), condition: each.condition })).filter((each) => each.item);
}
