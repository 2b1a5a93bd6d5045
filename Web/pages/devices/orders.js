// The kinds of commands: their names, what each needs, and what is asked before those that hurt.
import { ApiError, send } from "../../kit/api.js";
import { t } from "../../kit/texts.js";
import { areaBody, areaTrouble, initialArea } from "./command-fence.js";
import { initialParameters, isRisky, parametersTrouble, readBody, readTrouble, riskyWords, setBody } from "./command-parameters.js";

export const orders = {
  text: { name: "command.text", hint: "command.text.hint", fields: ["text"] },
  photo: { name: "command.photo", hint: "command.photo.hint", fields: ["channel", "count"] },
  locate: { name: "command.locate", hint: "command.locate.hint", fields: [] },
  track: { name: "command.track", hint: "command.track.hint", fields: ["intervalSeconds", "seconds"] },
  report_every: { name: "command.report_every", hint: "command.report_every.hint", fields: ["every"] },
  set_area: { name: "command.set_area", hint: "command.set_area.hint", fields: ["area"], check: areaTrouble, body: areaBody },
  remove_area: { name: "command.remove_area", hint: "command.remove_area.hint", fields: ["fence"], body: ({ fence }) => ({ fence }) },
  remove_areas: { name: "command.remove_areas", hint: "command.remove_areas.hint", fields: ["shape"], body: ({ shape }) => ({ shape }), ask: "command.removeAreasAsk", warning: "command.removeAreasText" },
  read_parameters: { name: "command.read_parameters", hint: "command.read_parameters.hint", fields: ["read"], check: readTrouble, body: readBody },
  set_parameters: { name: "command.set_parameters", hint: "command.set_parameters.hint", fields: ["parameters"], check: parametersTrouble, body: setBody, hurts: isRisky, list: riskyWords, ask: "command.setRiskyAsk", warning: "command.setRiskyText" },
  lock: { name: "command.lock", hint: "command.hurtHint", fields: [], ask: "command.lockAsk", warning: "command.lockText" },
  unlock: { name: "command.unlock", hint: "command.hurtHint", fields: [], ask: "command.unlockAsk", warning: "command.unlockText" },
  restart: { name: "command.restart", hint: "command.hurtHint", fields: [], ask: "command.restartAsk", warning: "command.restartText" },
};

export const limits = { channel: [1, 64], count: [1, 10], intervalSeconds: [1, 3600], seconds: [1, 86400], every: [1, 3600] };
export const initialOrder = { kind: "text", text: "", channel: 1, count: 1, intervalSeconds: 5, seconds: 300, every: 30, shape: "polygon", ...initialArea, ...initialParameters };
export const orderChoices = () => Object.entries(orders).map(([value, order]) => ({ value, label: t(order.name), hint: t(order.hint) }));

/** Whether it is asked once more before this is sent. */
export const doesHurt = (values) => {
  const { ask, hurts } = orders[values.kind];
  return Boolean(ask) && (hurts ? hurts(values) : true);
};

/** What is wrong with the fields that the kind needs. */
export function checkOrder(values) {
  const { fields, check } = orders[values.kind];
  const errors = check?.(values) ?? {};
  for (const field of fields) {
    if (field === "text") errors.text = values.text.trim() ? null : t("form.required");
    else if (field === "fence") errors.fence = values.fence ? null : t("command.chooseFence");
    else if (limits[field]) {
      const [from, to] = limits[field];
      errors[field] = Number.isInteger(values[field]) && values[field] >= from && values[field] <= to ? null : t("command.range", { from, to });
    }
  }
  return errors;
}

/** What the API takes: the kind with its own fields alone. */
export function orderOf(values) {
  const { fields, body } = orders[values.kind];
  const own = body ? body(values) : Object.fromEntries(fields.map((field) => [field === "every" ? "seconds" : field, field === "text" ? values.text.trim() : values[field]]));
  return { kind: values.kind, ...own };
}

/** Sends an order to devices; what the API says of `order.fence` stands at the field `fence`. */
export async function sendOrder(devices, values, key) {
  try {
    return await send("POST", "/terminals/commands", { devices, order: orderOf(values) }, { key });
  } catch (error) {
    if (error instanceof ApiError) error.fieldWordings = Object.fromEntries(Object.entries(error.fieldWordings).map(([path, wording]) => [path.replace(/^(order|command)\./, ""), wording]));
    throw error;
  }
}
