// The fields of one condition. Limits are chosen by amount and unit, never typed as a code.
import { html } from "../../kit/html.js";
import { Checkbox, Choice, NumberField, TextArea, TextField } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { add, t } from "../../kit/texts.js";
import { limitText, unitChoices } from "./limits.js";
import unitTexts from "../../texts/calendar.js";

add(unitTexts);

const grades = ["A", "B", "C", "D"];

export function emptyCondition(others) {
  const highest = Math.max(0, ...others.map((each) => Number(each.code)).filter(Number.isFinite));
  return { code: String(highest + 1), filing: { zh: "", en: "" }, closing: { zh: "", en: "" }, amount: undefined, unit: "work_hour", grades: {}, assumed: false, handler: "", authority: "" };
}

export const fromCondition = (each) => ({
  code: each.code, filing: each.filing, closing: each.closing, amount: each.limit.amount, unit: each.limit.unit,
  grades: Object.fromEntries(Object.entries(each.gradeLimits).map(([grade, { amount, unit }]) => [grade, { amount, unit }])),
  assumed: each.assumed, handler: each.handler ?? "", authority: each.authority ?? "",
});

export function toCondition({ amount, unit, grades: own, ...rest }) {
  const entries = Object.entries(own).map(([grade, limit]) => [grade, limitText({ unit, ...limit })]).filter(([, text]) => text);
  return { ...rest, limit: limitText({ amount, unit }), gradeLimits: Object.fromEntries(entries) };
}

export function ConditionFields({ form, index }) {
  const all = form.values.conditions;
  const one = all[index];
  const at = (name) => `conditions.${index}.${name}`;
  const number = index + 1;
  const put = (next) => form.set("conditions", next);
  const move = (by) => {
    const next = [...all];
    [next[index], next[index + by]] = [next[index + by], next[index]];
    put(next);
  };
  const buttons = html`
    <button type="button" class="icon-button" aria-label=${t("class.up", { number })} disabled=${index === 0} onClick=${() => move(-1)}><${Icon} name="up" /></button>
    <button type="button" class="icon-button" aria-label=${t("class.down", { number })} disabled=${index === all.length - 1} onClick=${() => move(1)}><${Icon} name="down" /></button>
    <button type="button" class="icon-button" aria-label=${t("class.dropCondition", { number })} onClick=${() => put(all.filter((_, other) => other !== index))}><${Icon} name="trash" /></button>`;
  const grade = (letter, change) => form.set(at(`grades.${letter}`), { unit: one.unit, ...one.grades[letter], ...change });
  return html`<${Card} title=${t("class.condition", { number })} actions=${buttons}>
    <div class="pair"><${TextArea} form=${form} name=${at("filing.zh")} label=${t("class.filingZh")} required max=${300} rows=${2} /><${TextArea} form=${form} name=${at("filing.en")} label=${t("class.filingEn")} optional max=${900} rows=${2} /></div>
    <div class="pair"><${TextArea} form=${form} name=${at("closing.zh")} label=${t("class.closingZh")} required max=${300} rows=${2} /><${TextArea} form=${form} name=${at("closing.en")} label=${t("class.closingEn")} optional max=${900} rows=${2} /></div>
    <div class="triple"><${TextField} form=${form} name=${at("code")} label=${t("class.code")} code max=${8} required />
      <${NumberField} form=${form} name=${at("amount")} label=${t("class.limit")} required error=${form.errors[at("limit")]} /><${Choice} form=${form} name=${at("unit")} label=${t("class.unit")} required options=${unitChoices()} /></div>
    ${form.errors[at("limit")] && html`<p class="field-error"><${Icon} name="error" /> ${form.errors[at("limit")]}</p>`}
    <details class="grades" open=${Object.keys(one.grades).length > 0}><summary>${t("class.grades")}</summary><p class="field-hint">${t("class.gradeHint")}</p>
      <div class="grade-grid">${grades.map((letter) => html`<div key=${letter} class="pair"><${NumberField} label=${t("class.grade", { grade: letter })} value=${one.grades[letter]?.amount} onValue=${(amount) => grade(letter, { amount })} error=${form.errors[at(`gradeLimits.${letter}`)]} />
        <${Choice} label=${t("class.gradeUnit", { grade: letter })} required value=${one.grades[letter]?.unit ?? one.unit} onValue=${(unit) => grade(letter, { unit })} options=${unitChoices()} /></div>`)}</div></details>
    <div class="pair"><${TextField} form=${form} name=${at("handler")} label=${t("class.handler")} optional max=${200} /><${TextField} form=${form} name=${at("authority")} label=${t("class.authority")} optional max=${200} /></div>
    <${Checkbox} form=${form} name=${at("assumed")} label=${t("class.assumed")} />
  <//>`;
}
