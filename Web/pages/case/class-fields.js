// Class and filing condition: the condition decides the limit, so its words, its end and its limit stand together.
import { html, useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { ClassPicker, RadioGroup } from "../../kit/form.js";
import { allClasses } from "../../kit/fields/class-picker.js";
import { say, t } from "../../kit/texts.js";

export const shortClass = (key) => (key ? key.split("/").slice(-3).join("/") : undefined);

/** Reads once and gives what is there: null on the way, [] when it could not be read. */
function useRead(read, key) {
  const [state, setState] = useState({ key: null, value: null });
  useEffect(() => {
    let isLate = false;
    Promise.resolve(read()).then((value) => value, () => []).then((value) => !isLate && setState({ key, value }));
    return () => { isLate = true; };
  }, [key]);
  return state.key === key ? state.value : null;
}

export function ClassField({ form, name, required, item }) {
  const words = form.values[name] ? "" : item?.row.description ?? "";
  const suggested = useRead(() => (words ? get("/classes/suggestions", { words, limit: 3 }).then((answer) => answer.items) : []), words);
  const choose = (key) => form.set(name, shortClass(key));
  return html`<div class="field-group"><${ClassPicker} form=${form} name=${name} label=${t("case.field.class")} required=${required} />
    ${suggested?.length > 0 && html`<div class="chip-row"><span class="faint">${t("case.field.classSuggested")}</span>
      ${suggested.map((each) => html`<button key=${each.key} type="button" class="btn btn-sm" onClick=${() => choose(each.key)}>${say(each.name)}</button>`)}</div>`}</div>`;
}

export function ConditionField({ form, name, required }) {
  const key = form.values.class;
  const all = useRead(() => (key ? allClasses() : []), key ?? "");
  const conditions = all?.find((each) => shortClass(each.key) === key)?.conditions ?? [];
  const chosen = form.values[name];
  useEffect(() => {
    if (!all || !key) return;
    // The condition of another class means nothing; a single one needs no choosing.
    if (chosen && !conditions.some((each) => each.code === chosen)) form.set(name, undefined);
    else if (!chosen && conditions.length === 1) form.set(name, conditions[0].code);
  }, [all, key]);
  if (!key) return html`<${Note} form=${form} name=${name} words=${t("case.field.conditionNeedsClass")} />`;
  if (!all) return html`<${Note} form=${form} name=${name} words=${t("common.loading")} />`;
  if (conditions.length === 0) return html`<${Note} form=${form} name=${name} words=${t("case.field.noConditions")} />`;
  return html`<${RadioGroup} form=${form} name=${name} label=${t("case.field.condition")} required=${required}
    options=${conditions.map((each) => ({ value: each.code, label: `${each.code} ${say(each.filing)}`, hint: t("case.field.conditionHint", { limit: say(each.limit.text), closing: say(each.closing) }) }))} />`;
}

/** Where there is nothing to choose; what the server says of it is shown all the same. */
const Note = ({ form, name, words }) => html`<div class="field" data-field=${name}><p class="faint">${words}</p>
  ${form.errors[name] && html`<p class="field-error" role="alert">${form.errors[name]}</p>`}</div>`;
