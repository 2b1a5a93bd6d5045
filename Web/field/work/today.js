// Today in figures: what I reported and inspected, or what lies with my department.
import { html, useEffect } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number, span } from "../../kit/format.js";
import { can } from "../../kit/session.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { onSent } from "../outbox.js";
import { useKept } from "../pocket.js";
import { tasks } from "../tasks.js";
import { duty, readDuty } from "../track.js";

const Figure = ({ name, value, href }) => html`<a class="figure" href=${href}><span class="figure-value">${value}</span><span class="figure-name">${name}</span></a>`;

export function Today() {
  return html`<section class="field-section" aria-labelledby="field-today"><h2 id="field-today">${t("field.today")}</h2>${can("attendance.record") ? html`<${Collector} />` : html`<${Department} />`}</section>`;
}

function Collector() {
  const { figures } = useStore(duty);
  const { rows } = useStore(tasks);
  useEffect(() => onSent(() => readDuty()), []);
  return html`<div class="figures">
    <${Figure} name=${t("field.today.reported")} value=${number(figures?.reported ?? 0)} href="/field/outbox" />
    <${Figure} name=${t("field.today.inspected")} value=${number(figures?.inspected ?? 0)} href="/field/outbox" />
    <${Figure} name=${t("field.today.minutes")} value=${figures ? span(figures.minutes * 60e3) : "—"} href="/field/me" />
    <${Figure} name=${t("field.today.open")} value=${number(rows?.length ?? 0)} href="/field/" /></div>`;
}

function Department() {
  const today = useKept("today", () => get("/cases/today"));
  const { rows } = useStore(tasks);
  const red = (rows ?? []).filter((row) => row.lamp === "red").length;
  return html`<div class="figures">
    <${Figure} name=${t("field.today.open")} value=${number(rows?.length ?? 0)} href="/field/" />
    <${Figure} name=${t("field.today.red")} value=${number(red)} href="/field/" />
    <${Figure} name=${t("field.today.handled")} value=${number(today.value?.handled ?? 0)} href="/field/outbox" />
    <${Figure} name=${t("field.today.closed")} value=${number(today.value?.closed ?? 0)} href="/field/outbox" /></div>`;
}
