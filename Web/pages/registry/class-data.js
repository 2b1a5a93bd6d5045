// Reading an edition, and telling two editions apart.
import { get, list } from "../../kit/api.js";
import { say, t } from "../../kit/texts.js";

export const editionOf = (code, options) => get(`/classes/editions/${code}`, null, options);

export async function allEditions(options) {
  return (await list("/classes/editions", { limit: 500 }, options)).items;
}

/** All small classes of an edition; without a code those in force. */
export async function classesOf(edition, options) {
  const all = [];
  let cursor;
  do {
    const page = await list("/classes", { edition, limit: 500, cursor }, options);
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}

/** [[code, name]] of the big classes of a kind. */
export const bigClasses = (classes, kind) => [...new Map(classes.filter((each) => each.kind === kind).map((each) => [each.big, each.bigName])).entries()];

export const shortKey = (small) => `${small.kind}/${small.big}/${small.small}`;

export function matches(small, words) {
  const text = words.toLowerCase();
  const all = [small.big, small.small, `${small.big}${small.small}`, say(small.name), small.name.zh, small.name.en, small.bigName.zh, ...small.conditions.flatMap((each) => [each.filing.zh, each.filing.en])];
  return all.some((each) => each.toLowerCase().includes(text));
}

export const stateOf = (edition) => (edition.state === "draft" ? "draft" : edition.isCurrent ? "current" : "published");

/** { added, removed, changed: [{ small, differences }], same } between two editions' classes. */
export function compared(before, after) {
  const old = new Map(before.map((each) => [shortKey(each), each]));
  const now = new Map(after.map((each) => [shortKey(each), each]));
  const both = after.filter((each) => old.has(shortKey(each))).map((small) => ({ small, differences: differences(old.get(shortKey(small)), small) }));
  return {
    added: after.filter((each) => !old.has(shortKey(each))).map((small) => ({ small, differences: [] })),
    removed: before.filter((each) => !now.has(shortKey(each))).map((small) => ({ small, differences: [] })),
    changed: both.filter((each) => each.differences.length > 0),
    same: both.filter((each) => each.differences.length === 0),
  };
}

function differences(before, after) {
  const found = [];
  const note = (what, old, now) => old !== now && found.push({ what, before: old, after: now });
  note(t("comparison.name"), say(before.name), say(after.name));
  note(t("comparison.bigName"), say(before.bigName), say(after.bigName));
  const codes = [...new Set([...before.conditions, ...after.conditions].map((each) => each.code))];
  for (const code of codes) {
    const old = before.conditions.find((each) => each.code === code);
    const now = after.conditions.find((each) => each.code === code);
    for (const [key, words] of conditionParts) note(t("comparison.conditionPart", { code, part: t(key) }), old ? words(old) : "", now ? words(now) : "");
  }
  return found;
}

const conditionParts = [
  ["classes.condition", (each) => say(each.filing)],
  ["classes.closing", (each) => say(each.closing)],
  ["classes.limit", (each) => [say(each.limit.text), ...Object.keys(each.gradeLimits).sort().map((grade) => t("classes.grade", { grade, limit: say(each.gradeLimits[grade].text) }))].join("；")],
  ["classes.handler", (each) => each.handler ?? ""],
  ["classes.authority", (each) => each.authority ?? ""],
];
