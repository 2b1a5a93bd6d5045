// A mapping as a form, with a trial beside it: what the trial finds wrong stands at its field too.
import { html, useState } from "../../../kit/html.js";
import { confirm } from "../../../kit/dialog.js";
import { Checkbox, Choice, Form, FormActions, TextField, useForm } from "../../../kit/form.js";
import { Card } from "../../../kit/page.js";
import { t } from "../../../kit/texts.js";
import { Trial } from "./trial.js";
import { bodyOf, check, datumChoices, speedChoices, timeChoices } from "./words.js";

const askStop = () => confirm({ title: t("mapping.stopAsk"), text: t("mapping.stopText"), action: t("mapping.stop"), danger: true });

export function MappingForm({ initial, isNew, write, done, reload }) {
  const submit = async (values, { key }) => {
    if (!isNew && initial.isActive && !values.isActive && !(await askStop())) return null;
    return write(bodyOf(values), key);
  };
  const form = useForm({
    initial, check, reload, submit,
    // Thought better of: what was typed is still guarded.
    done: (made, values) => (made ? done(made) : form.set("name", values.name)),
  });
  const [tried, setTried] = useState({});
  const set = (path, value) => {
    setTried(({ [path]: _, ...rest }) => rest);
    form.set(path, value);
  };
  const shown = { ...form, set, errors: { ...tried, ...form.errors } };
  return html`<div class="mapping-split"><${Form} form=${form} label=${isNew ? t("mapping.new") : t("mapping.edit")}>
      <${Card} title=${t("mapping.what")}>
        <${TextField} form=${shown} name="name" label=${t("mapping.name")} max=${60} required autofocus=${isNew} />
        <${TextField} form=${shown} name="topic" label=${t("mapping.topic")} hint=${t("mapping.topicHint")} max=${200} code required />
        <${Checkbox} form=${shown} name="isActive" label=${t("mapping.activeLabel")} /><//>
      <${Card} title=${t("mapping.where")}><${Paths} form=${shown} /><//>
      <${FormActions} form=${form} label=${isNew ? t("mapping.new") : t("common.save")} cancel="/devices/messages" /><//>
    <${Trial} values=${form.values} onErrors=${setTried} /></div>`;
}

function Paths({ form }) {
  const path = (key, label, more) => html`<${TextField} form=${form} name=${`fields.${key}`} label=${label} max=${120} code ...${more} />`;
  return html`<p class="field-hint mapping-lead">${t("mapping.pathHint")}</p>
    ${path("ident", t("mapping.ident"), { hint: t("mapping.identHint"), required: true })}
    ${path("list", t("mapping.list"), { hint: t("mapping.listHint"), optional: true })}
    <div class="mapping-grid">${path("lng", t("mapping.lng"), { required: true })}${path("lat", t("mapping.lat"), { required: true })}</div>
    <${Choice} form=${form} name="fields.datum" label=${t("mapping.datum")} options=${datumChoices()} empty=${false} />
    ${path("time", t("mapping.time"), { hint: t("mapping.timeHint"), optional: true })}
    ${form.values.fields.time.trim() && html`<${Choice} form=${form} name="fields.timeFormat" label=${t("mapping.timeFormat")} options=${timeChoices()} empty=${false} />`}
    <div class="mapping-grid">${path("speed", t("mapping.speed"), { optional: true })}
      <${Choice} form=${form} name="fields.speedUnit" label=${t("mapping.speedUnit")} options=${speedChoices()} empty=${false} disabled=${!form.values.fields.speed.trim()} />
      ${path("direction", t("mapping.direction"), { optional: true })}${path("altitude", t("mapping.altitude"), { optional: true })}${path("accuracy", t("mapping.accuracy"), { optional: true })}</div>`;
}
