// Asking the rules in force about a case that need not exist.
import { cx, html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { AreaPicker, Choice, ClassPicker, DateTimeField, Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { sources } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";

export function Decision() {
  const [answer, setAnswer] = useState(null);
  const form = useForm({
    initial: { class: undefined, area: undefined, source: "collector", part: "", at: undefined },
    guard: false,
    submit: ({ class: small, area, source, part, at }) => get("/routing/decision", { class: small, area, source, part: part.trim(), at }),
    done: setAnswer,
  });
  return html`<div class="split split-wide"><${Card} title=${t("decision.title")}><p class="faint">${t("decision.text")}</p><${Form} form=${form} label=${t("decision.title")}>
      <${ClassPicker} form=${form} name="class" label=${t("decision.class")} />
      <${AreaPicker} form=${form} name="area" label=${t("decision.area")} />
      <${Choice} form=${form} name="source" label=${t("decision.source")} required options=${sources()} />
      <${TextField} form=${form} name="part" label=${t("decision.part")} hint=${t("decision.partHint")} optional code max=${20} />
      <${DateTimeField} form=${form} name="at" label=${t("decision.at")} optional />
      <${FormActions} form=${form} label=${t("decision.ask")} /><//><//>
    <div role="status" data-test="decision">${answer ? html`<${Answer} answer=${answer} />` : html`<p class="faint">${t("decision.none")}</p>`}</div></div>`;
}

function Answer({ answer }) {
  const passed = answer.steps.filter((step) => !step.decides);
  const deciding = answer.steps.find((step) => step.decides);
  return html`<${Card} title=${answer.organisation ? say(answer.organisation.name) : t("decision.nobody")}>
    <p>${say(answer.summary)}</p>
    <p class="faint">${t(answer.workTime ? "decision.workTime" : "decision.offTime")}</p>
    ${deciding && html`<ol class="plain steps"><${Step} step=${deciding} /></ol>`}
    ${passed.length > 0 && html`<details class="passed" open=${passed.length <= 5}><summary>${t("decision.passed", { count: passed.length })}</summary><ol class="plain steps">${passed.map((step) => html`<${Step} key=${step.rule} step=${step} />`)}</ol></details>`}<//>`;
}

function Step({ step }) {
  return html`<li class=${cx("step", step.decides && "step-decides")}><b><${Icon} name=${step.decides ? "check" : "close"} size=${12} /> ${step.rule}</b>
    ${step.failed.length > 0 ? html`<ul class="plain">${step.failed.map((each) => html`<li key=${each.condition}>${t("decision.failed", { name: say(each.name), wanted: say(each.wanted), actual: say(each.actual) })}</li>`)}</ul>` : html`<p>${say(step.reason)}</p>`}</li>`;
}
