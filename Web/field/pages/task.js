// One task: where, what, until when, what it looked like; and what I may do now.
import { html, useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { ClockBar } from "../../kit/clockbar.js";
import { Copy } from "../../kit/copy.js";
import { ago, metres, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Facts, Menu } from "../../kit/page.js";
import { PhotoGrid } from "../../kit/photos.js";
import { back, go } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { subscribe } from "../../kit/live.js";
import { useStore } from "../../kit/store.js";
import { sourceName, stateName } from "../../kit/terms.js";
import { caseEntry, Timeline } from "../../kit/timeline.js";
import { say, t } from "../../kit/texts.js";
import { Screen } from "../app.js";
import { ground, loadAround } from "../ground.js";
import { items } from "../items.js";
import { FieldMap } from "../map/field-map.js";
import { onSent } from "../outbox.js";
import { useKept } from "../pocket.js";
import { distanceM, usePosition } from "../position.js";
import { offersOf, workflow } from "../tasks.js";
import { byImportance, canDoHere } from "../work/offers.js";
import { shortClass } from "../work/words.js";

export default function TaskPage({ params }) {
  const read = useKept(`case:${params.id}`, () => get(`/cases/${params.id}`));
  const past = useKept(`history:${params.id}`, () => get(`/cases/${params.id}/history`));
  const all = useStore(items);
  useStore(workflow);
  useEffect(() => subscribe("case.changed", (event) => {
    if (event && event.data?.caseID !== params.id) return;
    read.refresh();
    past.refresh();
  }), [params.id]);
  useEffect(() => onSent((item) => item.case === params.id && read.refresh()), [params.id]);
  const whole = read.value;
  if (!whole) {
    return html`<${Screen} title=${t("field.task.title")} bar=${html`<${BackButton} />`}>${read.error ? html`<${ErrorState} error=${read.error} onRetry=${read.refresh} />` : html`<${Loading} rows=${8} />`}<//>`;
  }
  const { state, offers, pending } = offersOf(whole, all);
  const able = byImportance(offers.filter((offer) => canDoHere(offer)));
  const main = able.filter((offer) => offer.isMain).slice(0, 2);
  const rest = able.filter((offer) => !main.includes(offer));
  const row = whole.row;
  return html`<${Screen} title=${shortClass(row.smallClass) || t("field.noClass")} bar=${html`
      <${BackButton} />
      ${rest.length > 0 && html`<${Menu} label=${t("common.more")} className="field-bar-menu" items=${rest.map((offer) => ({ label: say(offer.name), onSelect: () => go(`/field/task/${row.id}/${offer.action}`) }))} />`}
      ${main.map((offer, index) => html`<a key=${offer.action} class=${index === main.length - 1 ? "btn btn-primary" : "btn"} href=${`/field/task/${row.id}/${offer.action}`}>${say(offer.name)}</a>`)}`}>
    ${pending.length > 0 && html`<p class="field-note"><${Icon} name="send" /> ${t("field.task.waiting", { actions: pending.map((item) => say(item.actionName)).join("、"), state: stateName(state) })} <a href="/field/outbox">${t("field.tab.outbox")}</a></p>`}
    ${read.isKept && !read.loading && html`<p class="field-note"><${Icon} name="offline" /> ${t("field.keptAt", { ago: ago(read.at) })}</p>`}
    <${WhereTo} row=${row} />
    ${runningClocks(whole.clocks).map((clock) => html`<${ClockBar} key=${clock.kind} clock=${clock} readAt=${read.at ?? undefined} />`)}
    <p class="field-words">${row.description}</p>
    ${whole.condition && html`<p class="field-note"><strong>${t("field.task.closing")}</strong> ${say(whole.condition.closing)}</p>`}
    <h2>${t("field.photos")}</h2><${PhotoGrid} photos=${whole.photos} />
    <h2>${t("field.task.facts")}</h2>
    <${Facts} items=${[
      [t("field.task.number"), html`<${Copy} text=${row.number} />`], [t("field.task.state"), say(row.stateName)],
      [t("field.task.source"), sourceName(row.source)], [t("field.task.reported"), html`<${Time} at=${row.reportedAt} />`],
      row.part && [t("field.task.part"), html`<${Copy} text=${row.part} />`], row.grid && [t("field.task.grid"), html`<span class="code">${row.grid}</span>`],
      row.organisation && [t("field.task.organisation"), say(row.organisation.name)],
    ]} />
    ${past.value?.items.length > 0 && html`<h2>${t("timeline.label")}</h2><${Timeline} entries=${past.value.items.map(caseEntry)} />`}
    ${offers.length > 0 && able.length < offers.length && html`<p class="faint">${t("field.task.elsewhere", { actions: offers.filter((offer) => !canDoHere(offer)).map((offer) => say(offer.name)).join("、") })}</p>`}
  <//>`;
}

// The stage burns first, the whole case after it.
const runningClocks = (clocks) => clocks.filter((clock) => !clock.stoppedAt).sort((a, b) => Number(a.kind === "total") - Number(b.kind === "total"));

export const BackButton = () => html`<button type="button" class="btn" onClick=${() => back("/field/")}><${Icon} name="left" /> ${t("field.back")}</button>`;

function WhereTo({ row }) {
  const [phone] = usePosition();
  const [turn] = useState(() => Date.now());
  const hasPlace = row.lng !== undefined && row.lng !== null;
  const known = useStore(ground);
  useEffect(() => {
    if (hasPlace) loadAround([row]);
  }, [row.id]);
  const away = hasPlace && phone && distanceM(row, phone);
  return html`<section class="field-section" aria-label=${t("field.where.label")}>
    ${hasPlace && html`<${FieldMap} label=${t("field.where.mapOf")} center=${{ lng: row.lng, lat: row.lat, turn }} me=${phone} tasks=${[row]} parts=${[...known.parts.values()]} still=${true} zoom=${16} className="field-task-map" />`}
    <div class="field-where-line"><p>${row.address || say(row.area?.name)}${away > 0 && html`<span class="faint"> · ${metres(away)}</span>`}</p>
      ${hasPlace && html`<a class="btn" href=${`/field/map?task=${row.id}`}><${Icon} name="map" /> ${t("field.task.onMap")}</a>
        <a class="btn" href=${`geo:${row.lat},${row.lng}?q=${row.lat},${row.lng}`} rel="noreferrer"><${Icon} name="locate" /> ${t("field.task.route")}</a>`}</div></section>`;
}
