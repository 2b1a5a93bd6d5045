// A rule as a form: plain fields, of which the empty ones do not matter.
import { html } from "../../kit/html.js";
import { AreaPicker, Checkbox, Choice, ClassPicker, Form, FormActions, NumberField, OrganisationPicker, RadioGroup, TextField, Ticks, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { t } from "../../kit/texts.js";
import { severityChoices } from "../alerts/words.js";
import { ConditionField, shortClass } from "../case/class-fields.js";
import { useChoices } from "../devices/words.js";
import { familyChoices, levelChoices } from "../safety/words.js";
import { useFenceNames } from "./data.js";
import { FenceField } from "./rule-fields.js";
import { bodyOf, checkRule, hasLevels } from "./rule-values.js";
import { alarmName, dayChoices, namedAlarms, signalChoices } from "./rule-words.js";

export function RuleForm({ initial, isNew, write, done, cancel, reload }) {
  const form = useForm({ initial, check: checkRule, reload, submit: (values, { key }) => write(bodyOf({ ...values, class: shortClass(values.class) }), key), done });
  const names = useFenceNames();
  const isSilence = form.values.mode === "silence";
  return html`<${Form} form=${form} label=${isNew ? t("alertRules.new") : t("alertRules.edit")}>
    <${Card} title=${t("alertRules.what")}>
      <${TextField} form=${form} name="name" label=${t("alertRules.name")} max=${60} required autofocus=${isNew} />
      <${RadioGroup} form=${form} name="severity" label=${t("alerts.severity")} options=${severityChoices()} inline required />
    <//>
    <${Card} title=${t("alertRules.conditions")}>
      <${RadioGroup} form=${form} name="mode" label=${t("alertRules.mode")} options=${[{ value: "signals", label: t("alertRules.modeSignals") }, { value: "silence", label: t("alertRules.modeSilence") }]} inline />
      ${isSilence ? html`<${NumberField} form=${form} name="silence" label=${t("alertRules.silence")} unit=${t("alertRules.minutes")} required />` : html`<${Signals} form=${form} names=${names} />`}
      ${form.errors.conditions && html`<div data-field="conditions"><p class="field-error" role="alert" tabindex="-1" aria-invalid="true"><${Icon} name="error" /> ${form.errors.conditions}</p></div>`}
    <//>
    <${Card} title=${t("alertRules.when")}><${When} form=${form} isSilence=${isSilence} /><//>
    <${Card} title=${t("alertRules.who")}>
      <${Ticks} form=${form} name="uses" label=${t("alertRules.uses")} hint=${t("alertRules.usesHint")} options=${useChoices()} />
      ${can("registry.read") && html`<${AreaPicker} form=${form} name="area" label=${t("alertRules.area")} hint=${t("alertRules.areaHint")} optional />
      <${OrganisationPicker} form=${form} name="organisation" label=${t("alertRules.organisation")} optional />`}
    <//>
    <${Card} title=${t("alertRules.then")}>
      <${ClassPicker} form=${form} name="class" label=${t("alertRules.class")} hint=${t("alertRules.classHint")} optional />
      ${form.values.class && html`<${ConditionField} form=${form} name="condition" />`}
    <//>
    <${FormActions} form=${form} cancel=${cancel} /><//>`;
}

function Signals({ form, names }) {
  const alarms = [...namedAlarms, ...form.values.alarmBits.filter((bit) => !namedAlarms.includes(bit))];
  const any = t("alertRules.anyPlace");
  return html`<p class="field-hint">${t("alertRules.conditionsHint")}</p><div class="rule-grid">
      <div><${FenceField} form=${form} name="inside" label=${t("alertRules.inside")} names=${names} /></div>
      <div><${FenceField} form=${form} name="outside" label=${t("alertRules.outside")} names=${names} /></div>
      <${NumberField} form=${form} name="above" label=${t("alertRules.above")} unit=${t("alertRules.kmh")} />
      <${NumberField} form=${form} name="below" label=${t("alertRules.below")} unit=${t("alertRules.kmh")} />
      <${Choice} form=${form} name="ignition" label=${t("alertRules.ignition")} empty=${any} options=${[{ value: "on", label: t("alertRules.ignitionOn") }, { value: "off", label: t("alertRules.ignitionOff") }]} />
      <${Choice} form=${form} name="cover" label=${t("alertRules.cover")} empty=${any} options=${signalChoices("cover")} />
      <${Choice} form=${form} name="lift" label=${t("alertRules.lift")} empty=${any} options=${signalChoices("lift")} />
      <${Choice} form=${form} name="load" label=${t("alertRules.load")} empty=${any} options=${signalChoices("load")} />
    </div>
    <${Ticks} form=${form} name="alarmBits" label=${t("alertRules.alarms")} options=${alarms.map((value) => ({ value, label: alarmName(value) }))} />
    <${Ticks} form=${form} name="safety" label=${t("alertRules.safety")} options=${familyChoices()} />
    ${hasLevels(form.values.safety) && html`<div class="rule-grid"><${Choice} form=${form} name="safetyLevel" label=${t("alertRules.safetyLevel")} hint=${t("alertRules.safetyLevelHint")} empty=${t("alertRules.safetyAnyLevel")} options=${levelChoices()} /></div>`}`;
}

function When({ form, isSilence }) {
  return html`<div class="rule-grid">
      ${!isSilence && html`<${NumberField} form=${form} name="forSeconds" label=${t("alertRules.for")} hint=${t("alertRules.forHint")} unit=${t("alertRules.seconds")} required />`}
      <${NumberField} form=${form} name="rejoinSeconds" label=${t("alertRules.rejoin")} hint=${t("alertRules.rejoinHint")} unit=${t("alertRules.seconds")} required /></div>
    <${Checkbox} form=${form} name="hasHours" label=${t("alertRules.hours")} />
    ${form.values.hasHours && html`<div class="rule-grid">
      <${TextField} form=${form} name="from" type="time" label=${t("alertRules.from")} required />
      <${TextField} form=${form} name="to" type="time" label=${t("alertRules.to")} hint=${t("alertRules.toHint")} required />
      <${Choice} form=${form} name="days" label=${t("alertRules.days")} options=${dayChoices()} required empty=${false} /></div>`}`;
}
