// My tasks: the inbox with its cases, kept on the device, with what I have done but not yet sent laid over it.
import { get, list } from "../kit/api.js";
import { session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { noteLine } from "./line.js";
import { actionsOn, items, mine } from "./items.js";
import { keep, keptUnder, dropOldCases, recallKept } from "./pocket.js";

/** { rows, at, isKept, error, loading } */
export const tasks = store({ rows: null, at: null, isKept: true, error: null, loading: true });
export const workflow = store(null);

const detailsMax = 40;
let running = null;
let isAsked = false;

export async function recallTasks() {
  const [inbox, flow] = await Promise.all([recallKept("inbox"), recallKept("workflow")]);
  workflow.set(flow?.value ?? null);
  tasks.set({ rows: inbox?.value ?? null, at: inbox?.at ?? null, isKept: true, error: null, loading: true });
}

/** Reads the inbox anew; asked again while it runs, it runs once more. */
export async function refreshTasks() {
  if (!session.get()) return;
  isAsked = true;
  running ??= (async () => {
    try {
      while (isAsked) {
        isAsked = false;
        await readTasks();
      }
    } finally {
      running = null;
    }
  })();
  await running;
}

async function readTasks() {
  const account = session.get()?.account;
  tasks.update((old) => ({ ...old, loading: true }));
  try {
    const { items: rows } = await list("/inbox", { limit: 200 });
    noteLine();
    if (session.get()?.account !== account) return;
    keep("inbox", rows);
    tasks.set({ rows, at: Date.now(), isKept: false, error: null, loading: false });
    await prepare(rows).catch(noteLine);
  } catch (error) {
    noteLine(error);
    tasks.update((old) => ({ ...old, error, isKept: true, loading: false }));
  }
}

/** Loads what working without a line will need: the cases themselves, their pictures, the workflow's table. */
async function prepare(rows) {
  if (!workflow.get()) {
    const flow = await get("/workflow");
    await keep("workflow", flow);
    workflow.set(flow);
  }
  const kept = new Map((await keptUnder("case:")).map((each) => [each.key.slice(5), each.value.row.version]));
  const wanted = rows.slice(0, detailsMax).filter((row) => kept.get(row.id) !== row.version);
  for (const row of wanted) {
    const whole = await get(`/cases/${row.id}`);
    await keep(`case:${row.id}`, whole);
    for (const photo of whole.photos.slice(0, 6)) warm(photo.media);
  }
  await dropOldCases(new Set([...rows.map((row) => row.id), ...mine().map((item) => item.case ?? item.result?.id).filter(Boolean)]));
}

// The service worker keeps pictures that were once asked for.
const warm = (media) => fetch(`/api/v1/media/${media}/medium`, { credentials: "same-origin" }).catch(() => {});

/** The rows as they will stand once everything has been sent: what I have finished is no longer mine to do. */
export function withMyWork(rows, all = items.get()) {
  return rows.map((row) => {
    const pending = actionsOn(row.id, all);
    return pending.length ? { ...row, pending } : row;
  });
}

/** What may be done next, after what waits to be sent: the server's offers, or those of the workflow's table. */
export function offersOf(whole, all = items.get()) {
  const pending = actionsOn(whole.row.id, all);
  if (!pending.length) return { state: whole.row.state, offers: whole.actions, pending };
  const last = pending[pending.length - 1];
  const rows = workflow.get()?.rows ?? [];
  const roles = rolesOf(rows, last, whole);
  const offers = rows
    .filter((row) => row.from.includes(last.leadsTo) && row.roles.some((role) => roles.has(role)) && !["amend", "supervise"].includes(row.action))
    .map((row) => ({ action: row.action, name: row.name, needs: row.needs, leadsTo: row.to ?? last.leadsTo }));
  return { state: last.leadsTo, offers, pending };
}

// In which role I act: that of the rows that offered me what I did.
function rolesOf(rows, item, whole) {
  const found = rows.filter((row) => row.action === item.action && row.from.includes(item.leadsFrom ?? whole.row.state)).flatMap((row) => row.roles);
  const mineNow = whole.row.turn;
  return new Set(found.includes(mineNow) ? [mineNow] : found);
}

/** The kind of a task, for its heading and its filter. */
export function taskKind(row) {
  if (row.state === "pending_verification") return "verify";
  if (row.state === "pending_check") return "check";
  if (["pending_handling", "handling"].includes(row.state)) return "handle";
  return "other";
}
