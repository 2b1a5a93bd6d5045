// The steps of a plan in its form: opened one by one, moved up and down; what is wrong with one opens it.
import { html, useEffect, useState } from "../../kit/html.js";
import { Checkbox, Choice, NumberField, TextArea, TextField, Ticks } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { ListError } from "./list-error.js";
import { emptyStep, moved, withoutStep } from "./plan-values.js";
import { titleOf } from "./schedule.js";
import { SkillsField } from "./skills-field.js";
import { minutesWords, unitsWords } from "./words.js";

const path = "content.steps";

export function StepRows({ form }) {
  const { steps } = form.values.content;
  const [open, setOpen] = useState(() => new Set(steps.length === 1 ? [steps[0].key] : []));
  const put = (key, isOpen) => setOpen((old) => new Set(isOpen ? [...old, key] : [...old].filter((each) => each !== key)));
  useEffect(() => {
    const bad = steps.filter((_, index) => Object.keys(form.errors).some((at) => at.startsWith(`${path}.${index}.`)));
    if (bad.length) setOpen((old) => new Set([...old, ...bad.map(({ key }) => key)]));
  }, [form.errors]);
  const more = () => {
    const step = emptyStep(steps);
    form.set(path, [...steps, { ...step, after: steps.length ? [steps.at(-1).key] : [] }]);
    put(step.key, true);
  };
  return html`<${ListError} form=${form} name=${path} />
    <ol class="plain step-rows">${steps.map((step, index) => html`<${StepRow} key=${step.key} form=${form} step=${step} index=${index} isOpen=${open.has(step.key)} onOpen=${(isOpen) => put(step.key, isOpen)} />`)}</ol>
    <button type="button" class="btn" onClick=${more}><${Icon} name="plus" /> ${t("plans.addStep")}</button>`;
}

function StepRow({ form, step, index, isOpen, onOpen }) {
  const { steps } = form.values.content;
  const name = step.title || t("plans.stepNumber", { number: index + 1 });
  const isBad = Object.entries(form.errors).some(([at, text]) => text && at.startsWith(`${path}.${index}.`));
  const move = (by) => form.set(path, moved(steps, index, by));
  const button = (icon, label, onClick, disabled) => html`<button type="button" class="icon-button" aria-label=${label} title=${label} disabled=${disabled} onClick=${onClick}><${Icon} name=${icon} /></button>`;
  return html`<li class=${`step-row ${isBad ? "is-bad" : ""}`}>
    <div class="step-row-head"><button type="button" class="step-row-open" aria-expanded=${String(isOpen)} aria-label=${t("plans.openStep", { name })} onClick=${() => onOpen(!isOpen)}>
        <${Icon} name=${isOpen ? "minus" : "plus"} /><span class="flow-number">${index + 1}</span><span class="step-row-words"><b>${step.title || t("plans.stepNew")}</b><span class="faint">${summary(step, steps)}</span></span></button>
      <span class="step-row-buttons">${button("up", t("plans.moveUp", { name }), () => move(-1), index === 0)}${button("down", t("plans.moveDown", { name }), () => move(1), index === steps.length - 1)}
        ${button("trash", t("plans.dropStep", { name }), () => form.set(path, withoutStep(steps, index)), steps.length === 1)}</span></div>
    ${isOpen && html`<${StepFields} form=${form} step=${step} index=${index} />`}</li>`;
}

const summary = (step, steps) => [
  step.after.length > 0 && t("plans.afterWords", { steps: step.after.map((key) => titleOf(steps, key)).join(t("plans.comma")) }), minutesWords(step.dueMinutes), unitsWords(step), step.isAutomatic && t("plans.automaticShort"),
].filter(Boolean).join(" · ");

function StepFields({ form, step, index }) {
  const { steps, roles } = form.values.content;
  const at = `${path}.${index}`;
  // What was chosen and now stands below is still shown, so that it can be taken back.
  const before = steps.filter((each, place) => place < index || step.after.includes(each.key)).map((each) => ({ value: each.key, label: each.title || t("plans.stepNumber", { number: steps.indexOf(each) + 1 }) }));
  return html`<div class="step-row-fields"><div class="plan-grid">
      <${TextField} form=${form} name=${`${at}.title`} label=${t("plans.stepTitle")} max=${60} required />
      <${Choice} form=${form} name=${`${at}.role`} label=${t("plans.role")} empty=${t("plans.noRole")} options=${roles.map((role, place) => ({ value: role.key, label: role.title || t("plans.roleNumber", { number: place + 1 }) }))} /></div>
    <${ListError} form=${form} name=${`${at}.key`} />
    <${Ticks} form=${form} name=${`${at}.after`} label=${t("plans.after")} hint=${before.length ? t("plans.afterHint") : t("plans.afterFirst")} options=${before} />
    <div class="plan-grid plan-numbers"><${NumberField} form=${form} name=${`${at}.waitMinutes`} label=${t("plans.wait")} unit=${t("plans.minutes")} />
      <${NumberField} form=${form} name=${`${at}.dueMinutes`} label=${t("plans.due")} unit=${t("plans.minutes")} hint=${t("plans.dueHint")} />
      <${NumberField} form=${form} name=${`${at}.units`} label=${t("plans.units")} /></div>
    <${SkillsField} form=${form} name=${`${at}.skills`} label=${t("plans.skills")} />
    <${Checkbox} form=${form} name=${`${at}.isAutomatic`} label=${t("plans.automatic")} />
    <${TextArea} form=${form} name=${`${at}.words`} label=${t("plans.stepWords")} rows=${2} max=${1000} optional /></div>`;
}
