// What must not wait is told on every page to those who may see it: emergencies, calls for help, orders that are late.
import { useLive } from "./live.js";
import { can } from "./session.js";
import { t } from "./texts.js";
import { toast } from "./toast.js";

export function AlertWatch() {
  useLive("sensing.alert", (events) => {
    // The list of alerts tells by itself what is new.
    if (!can("sensing.read") || location.pathname === "/alerts") return;
    const begun = events.map(({ data }) => data).filter(({ what, severity }) => what === "began" && severity === "emergency");
    if (begun.length === 0) return;
    const [{ alert, rule, device }] = begun;
    const words = begun.length === 1 ? t("shell.emergency", { rule, device }) : t("shell.emergencies", { count: begun.length });
    toast(words, { tone: "alarm", href: begun.length === 1 ? `/alerts?alert=${alert}` : "/alerts?severity=emergency&handled=false" });
  }, { settle: 2000 });
  useLive("command.help", (events) => {
    if (can("command.read")) events.filter(({ data }) => data.what === "called").forEach(tellCall);
  });
  useLive("command.order", (events) => {
    // The dispatch desk shows it in its place.
    if (!can("command.read") || location.pathname === "/dispatch") return;
    tellOrders(events.map(({ data }) => data).filter(({ what }) => what in orderWords));
  }, { settle: 2000 });
  return null;
}

function tellCall({ data: { help, name } }) {
  const href = `/help/${help}`;
  if (location.pathname !== href) toast(t("shell.help", { name }), { tone: "alarm", href });
}

const orderWords = { late: "shell.orderLate", escalate: "shell.orderEscalated", refuse: "shell.orderRefused" };

function tellOrders(orders) {
  if (orders.length === 0) return;
  const [{ order, what, title, unitName: unit }] = orders;
  if (orders.length === 1) toast(t(orderWords[what], { title, unit }), { tone: "note", href: `/dispatch?view=all&order=${order}` });
  else toast(t("shell.orders", { count: orders.length }), { tone: "note", href: "/dispatch" });
}
