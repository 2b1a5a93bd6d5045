// The kinds of commands: their names, what each needs, and what is asked before those that hurt.
import { t } from "../../kit/texts.js";

export const orders = {
  text: { name: "command.text", hint: "command.text.hint", fields: ["text"] },
  photo: { name: "command.photo", hint: "command.photo.hint", fields: ["channel", "count"] },
  locate: { name: "command.locate", hint: "command.locate.hint", fields: [] },
  track: { name: "command.track", hint: "command.track.hint", fields: ["intervalSeconds", "seconds"] },
  report_every: { name: "command.report_every", hint: "command.report_every.hint", fields: ["every"] },
  lock: { name: "command.lock", hint: "command.hurtHint", fields: [], ask: "command.lockAsk", warning: "command.lockText" },
  unlock: { name: "command.unlock", hint: "command.hurtHint", fields: [], ask: "command.unlockAsk", warning: "command.unlockText" },
  restart: { name: "command.restart", hint: "command.hurtHint", fields: [], ask: "command.restartAsk", warning: "command.restartText" },
};

export const limits = { channel: [1, 64], count: [1, 10], intervalSeconds: [1, 3600], seconds: [1, 86400], every: [1, 3600] };
export const initialOrder = { kind: "text", text: "", channel: 1, count: 1, intervalSeconds: 5, seconds: 300, every: 30 };
export const orderChoices = () => Object.entries(orders).map(([value, order]) => ({ value, label: t(order.name), hint: t(order.hint) }));

/** What is wrong with the fields that the kind needs. */
export function checkOrder(values) {
  const errors = {};
  for (const field of orders[values.kind].fields) {
    const [from, to] = limits[field] ?? [];
    if (field === "text") errors.text = values.text.trim() ? null : t("form.required");
    else errors[field] = Number.isInteger(values[field]) && values[field] >= from && values[field] <= to ? null : t("command.range", { from, to });
  }
  return errors;
}

/** What the API takes: the kind with its own fields alone. */
export function orderOf(values) {
  const own = Object.fromEntries(orders[values.kind].fields.map((field) => [field === "every" ? "seconds" : field, field === "text" ? values.text.trim() : values[field]]));
  return { kind: values.kind, ...own };
}
