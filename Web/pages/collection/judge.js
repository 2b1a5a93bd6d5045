// What a report was found to be: right at once, inaccurate or false with a note of why.
import { html, useEffect, useLayoutEffect } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Form, FormErrors, TextArea, useForm } from "../../kit/form.js";
import { Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { VerdictMark } from "./marks.js";
import { tooShort } from "./reason-dialog.js";

const choices = () => [
  { value: "right", label: t("collection.verdict.right"), hint: t("collection.rightHint"), icon: "check", key: "1" },
  { value: "inaccurate", label: t("collection.verdict.inaccurate"), hint: t("collection.inaccurateHint"), icon: "warn", key: "2" },
  { value: "false", label: t("collection.verdict.false"), hint: t("collection.falseHint"), icon: "close", key: "3" },
];

export function Judge({ check, mayJudge, keys, onJudged, reload }) {
  return html`<div class="judge"><${Card} title=${t("collection.verdict")}>
    <p><${VerdictMark} verdict=${check.verdict} name=${check.verdictName} />${check.byName && html` <span class="faint">${check.byName} · <${Time} at=${check.at} /></span>`}</p>
    ${check.note && html`<p class="judge-note">${check.note}</p>`}
    ${mayJudge ? html`<${Choices} check=${check} keys=${keys} onJudged=${onJudged} reload=${reload} />` : html`<p class="faint">${t("collection.onlyLooking")}</p>`}<//></div>`;
}

function Choices({ check, keys, onJudged, reload }) {
  const form = useForm({
    initial: { verdict: undefined, note: "" }, guard: false, reload,
    check: (values) => ({ note: values.verdict === "right" ? null : tooShort(values.note) }),
    submit: ({ verdict, note }, { key }) => send("POST", `/collection/checks/${check.id}/judge`, { verdict, note: verdict === "right" ? "" : note.trim() }, { key, version: check.version }),
    done: ({ value }) => onJudged(value),
  });
  const { verdict } = form.values;
  const choose = (value) => {
    if (form.busy) return;
    form.set("verdict", value);
    if (value === "right") form.submit();
  };
  useLayoutEffect(() => {
    keys.current = choose;
    return () => {
      keys.current = null;
    };
  });
  useEffect(() => {
    if (verdict && verdict !== "right") form.element.current?.querySelector("textarea")?.focus();
  }, [verdict]);
  const send1 = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.submit(event);
  return html`<div class="verdicts" role="group" aria-label=${t("collection.verdict")}>${choices().map((each) => html`<button type="button" key=${each.value} class="btn verdict-button" aria-pressed=${String(verdict === each.value)} disabled=${form.busy} onClick=${() => choose(each.value)}>
      <${Icon} name=${each.icon} /><span class="verdict-words"><b>${each.label}</b><span class="faint">${each.hint}</span></span><kbd aria-hidden="true">${each.key}</kbd></button>`)}</div>
    <div onKeyDown=${send1}><${Form} form=${form}>${verdict && verdict !== "right" && html`<${TextArea} form=${form} name="note" label=${t("collection.note")} hint=${t("collection.noteHint")} max=${500} required />`}
      <${FormErrors} form=${form} />
      ${verdict && verdict !== "right" && html`<button type="submit" class="btn btn-primary" disabled=${form.busy}>${form.busy ? t("form.busy") : t("collection.judge")} <kbd aria-hidden="true">Ctrl ⏎</kbd></button>`}<//></div>
    <p class="faint keys-hint">${t("collection.keysHint")}</p>`;
}
