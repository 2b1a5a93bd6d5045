// All fields, and what a form does with the server's answers.
import { html, useState } from "../../kit/html.js";
import { ApiError } from "../../kit/api.js";
import { AreaPicker, Checkbox, Choice, ClassPicker, DateField, DateTimeField, FileField, Form, FormActions, NumberField, OrganisationPicker, PhotoField, RadioGroup, StaffPicker, TextArea, TextField, useForm } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { levels, photoKinds } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

const wrong = { zh: "数量须大于 0", en: "The amount must be above 0" };
const answers = {
  bad: () => new ApiError({ status: 400, code: "sample", wording: { zh: "填写有误", en: "Bad input" }, fields: { count: wrong } }),
  stale: () => new ApiError({ status: 412, code: "stale", wording: { zh: "内容已被别人修改", en: "Somebody changed it first" } }),
  offline: () => ApiError.offline("POST"),
};

export function FormSamples() {
  const [answer, setAnswer] = useState("bad");
  const form = useForm({
    initial: { photos: [] },
    reload: async () => {},
    check: (values) => ({ words: values.words?.trim() ? null : t("form.required") }),
    submit: async () => {
      if (answers[answer]) throw answers[answer]();
    },
    done: () => toast(t("ui.form.sent")),
  });
  const kinds = [["ok", "ui.form.ok"], ["bad", "ui.form.bad"], ["stale", "ui.form.stale"], ["offline", "ui.mode.offline"]];
  return html`<${Card} title=${t("ui.tab.form")}><${Form} form=${form}>
    <${TextArea} form=${form} name="words" label=${t("ui.form.words")} hint=${t("ui.form.wordsHint")} required max=${200} />
    <${NumberField} form=${form} name="count" label=${t("ui.form.count")} unit=${t("ui.form.unit")} optional />
    <${Choice} form=${form} name="level" label=${t("ui.form.level")} options=${levels()} />
    <${RadioGroup} form=${form} inline name="kind" label=${t("ui.form.kind")} options=${photoKinds()} />
    <${ClassPicker} form=${form} name="class" label=${t("ui.form.class")} />
    <${AreaPicker} form=${form} name="area" label=${t("ui.form.area")} />
    <${OrganisationPicker} form=${form} name="organisation" label=${t("ui.form.organisation")} />
    <${StaffPicker} form=${form} name="staff" label=${t("ui.form.staff")} organisation=${form.values.organisation} />
    <${DateField} form=${form} name="day" label=${t("ui.form.day")} />
    <${DateTimeField} form=${form} name="moment" label=${t("ui.form.moment")} />
    <${PhotoField} form=${form} name="photos" label=${t("ui.form.photos")} kinds=${["near", "far", "reference"]} />
    <${FileField} form=${form} name="file" label=${t("ui.form.file")} accept=".csv,.xlsx" />
    <${TextField} label=${t("ui.form.area")} value="420302" disabled />
    <${Checkbox} form=${form} name="agree" label=${t("ui.form.agree")} />
    <${RadioGroup} inline label=${t("ui.form.answer")} value=${answer} onValue=${setAnswer} options=${kinds.map(([value, key]) => ({ value, label: t(key) }))} />
    <${FormActions} form=${form} onCancel=${() => form.reset()} /><//><//>`;
}
