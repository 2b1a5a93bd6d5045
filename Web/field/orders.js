// Orders to my units, kept on the phone, with what I have done but not yet sent laid over them.
import { get } from "../kit/api.js";
import { can, session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { t } from "../kit/texts.js";
import { toast } from "../kit/toast.js";
import { ring } from "./alarm.js";
import { asServer } from "./clock.js";
import { newItem, queueItem } from "./items.js";
import { noteLine } from "./line.js";
import { keep, keptUnder, recallKept, thin } from "./pocket.js";
import { position } from "./position.js";
import { isOpen } from "./work/order-steps.js";

/** { rows, at, isKept, error, loading } */
export const orders = store({ rows: null, at: null, isKept: true, error: null, loading: true });
export const serves = () => can("command.serve");

const filesMax = 60;
const placeFreshMS = 2 * 60e3;
let running = null;
let isAsked = false;

export async function recallOrders() {
  const kept = await recallKept("orders");
  orders.set({ rows: kept?.value ?? null, at: kept?.at ?? null, isKept: true, error: null, loading: true });
}

/** Reads them anew; asked again while it runs, it runs once more. */
export async function refreshOrders() {
  if (!session.get() || !serves()) return;
  isAsked = true;
  running ??= (async () => {
    try {
      while (isAsked) {
        isAsked = false;
        await readOrders();
      }
    } finally {
      running = null;
    }
  })();
  await running;
}

async function readOrders() {
  const account = session.get()?.account;
  orders.update((old) => ({ ...old, loading: true }));
  try {
    const { items: read } = await get("/command/orders/mine");
    noteLine();
    if (session.get()?.account !== account) return;
    const before = orders.get().rows;
    const rows = read.map((row) => newest(row, before));
    keep("orders", rows);
    orders.set({ rows, at: Date.now(), isKept: false, error: null, loading: false });
    if (before) tellNews(before, rows);
    await keepFiles(rows).catch(noteLine);
  } catch (error) {
    noteLine(error);
    orders.update((old) => ({ ...old, error, isKept: true, loading: false }));
  }
}

// An answer that was on its way while something was done is older than what is known.
const newest = (row, known) => {
  const own = known?.find((each) => each.id === row.id);
  return own && own.version > row.version ? own : row;
};

function tellNews(before, rows) {
  const fresh = rows.filter((row) => row.state === "sent" && !before.some((each) => each.id === row.id));
  if (fresh.length) {
    const [first] = fresh;
    toast(fresh.length === 1 ? t("field.order.new", { title: first.title }) : t("field.order.newMany", { count: fresh.length }), { tone: "alarm", href: fresh.length === 1 ? `/field/order/${first.id}` : "/field/" });
    ring({ urgent: fresh.some((row) => row.priority === "urgent") });
  }
  for (const row of rows.filter((each) => each.state === "cancelled" && before.some((old) => old.id === each.id && isOpen(old.state)))) {
    toast(t("field.order.cancelled", { title: row.title }), { tone: "alarm", href: `/field/order/${row.id}` });
    ring();
  }
}

/** Each with its history, for when there is no line. */
async function keepFiles(rows) {
  const kept = new Map((await keptUnder("order:")).map((each) => [each.key.slice(6), each.value.order.version]));
  for (const row of rows.filter((each) => kept.get(each.id) !== each.version).slice(0, filesMax)) {
    await keep(`order:${row.id}`, await get(`/command/orders/${row.id}`));
  }
  await thin("order:", filesMax);
}

/** An order with its history, as the server answered to what was done. */
export async function takeOrder(file) {
  await keep(`order:${file.order.id}`, file);
  const { rows } = orders.get();
  if (!rows?.some((row) => row.id === file.order.id && row.version < file.order.version)) return;
  const changed = rows.map((row) => (row.id === file.order.id ? file.order : row));
  orders.update((old) => ({ ...old, rows: changed }));
  await keep("orders", changed);
}

/** Where the phone is, while that is fresh. */
export function placeNow(freshMS = placeFreshMS) {
  const now = position.get();
  return now && Date.now() - now.at < freshMS ? { lng: now.lng, lat: now.lat } : undefined;
}

/** What goes with everything that is done to an order: when and, if known, where. */
export const whenAndWhere = () => ({ at: asServer(Date.now()), ...(placeNow() ? { place: placeNow() } : {}) });

export const newAct = (order, act, facts = {}) => newItem("order", { order: order.id, act, title: order.title, number: order.number, ...facts });

/** Done with one tap: it waits on the phone until the server has it. */
export const doNow = (order, act) => queueItem(newAct(order, act, { body: whenAndWhere() }));
