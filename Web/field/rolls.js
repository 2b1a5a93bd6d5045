// Roll calls that my units have not answered.
import { get } from "../kit/api.js";
import { session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { ring } from "./alarm.js";
import { isUnsent, items, mine, newItem, queueItem } from "./items.js";
import { noteLine } from "./line.js";
import { serves } from "./orders.js";
import { keep, recallKept } from "./pocket.js";

export const rolls = store([]);

const same = (a, b) => a.incident === b.incident && a.call === b.call && a.unit === b.unit;

export async function recallRolls() {
  rolls.set((await recallKept("rolls"))?.value ?? []);
}

export async function refreshRolls() {
  if (!session.get() || !serves()) return;
  const account = session.get().account;
  try {
    const { items: asked } = await get("/command/roll-calls/mine");
    noteLine();
    if (session.get()?.account !== account) return;
    const before = rolls.get();
    rolls.set(asked);
    keep("rolls", asked);
    if (unanswered(asked, items.get()).some((roll) => !before.some((each) => same(each, roll)))) ring({ urgent: true });
  } catch (error) {
    noteLine(error);
  }
}

/** Those that wait for an answer of mine: what I have answered and not yet sent is answered. */
export function unanswered(list, all) {
  const answered = mine(all).filter((item) => item.kind === "roll" && item.state !== "failed" && (isUnsent(item) || Date.now() - item.doneAt < 60e3));
  return list.filter((roll) => !answered.some((item) => same(item, roll)));
}

export const answerRoll = ({ incident, call, unit, unitName, title }, body) => queueItem(newItem("roll", { incident, call, unit, unitName, title, body: { unit, at: new Date().toISOString(), ...body } }));
