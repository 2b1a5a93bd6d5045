// Rules and the names of fences, read once for a page.
import { get, send } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { useLoad } from "../../kit/load.js";
import { may } from "../../kit/session.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { allFences } from "../fences/read.js";

export const readRules = async (signal) => (await get("/alert-rules", { limit: 500 }, { signal })).items;

/** One rule, which the API gives only in its list; undefined where there is none. */
export const useRule = (id) => useLoad(async (signal) => ({ rule: (await readRules(signal)).find((each) => each.id === id) }), [id]);

export const mayChange = (rule) => may("sensing.write", rule.area);

/** The names of all fences, by id. They only decorate: what cannot be read is said without a name. */
export function useFenceNames() {
  const found = useLoad(allFences, []);
  return new Map((found.value ?? []).map(({ id, name }) => [id, name]));
}

/** Asks, switches a rule on or off, and tells; `done` reads anew. */
export async function turn(rule, done) {
  const { name } = rule;
  const isOn = rule.state === "live";
  const text = isOn ? t("alertRules.offText") : [t("alertRules.onText"), rule.caseClass && t("alertRules.onCase")].filter(Boolean).join(" ");
  if (!(await confirm({ title: t(isOn ? "alertRules.offAsk" : "alertRules.onAsk", { name }), text, action: t(isOn ? "alertRules.off" : "alertRules.on"), danger: isOn }))) return;
  try {
    await send("POST", `/alert-rules/${rule.id}/state`, { state: isOn ? "off" : "live" }, { version: rule.version });
    toast(t(isOn ? "alertRules.offDone" : "alertRules.onDone"));
  } catch (error) {
    toastError(error);
  }
  done();
}
