// What we know of the person on the line: all their cases, what is open first.
import { html, useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { DueClock } from "../../kit/clockbar.js";
import { Time } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { can } from "../../kit/session.js";
import { ErrorState } from "../../kit/states.js";
import { hasEnded } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";

const isWhole = (phone) => /^1\d{10}$/.test(phone);
export const phoneOf = (text) => (text ?? "").replace(/[\s-]/g, "");

/** Looking somebody up leaves a trace, so it is done for whole numbers: eleven digits, or what was confirmed. */
export function useCaller(typed) {
  const phone = phoneOf(typed);
  const [confirmed, setConfirmed] = useState(isWhole(phone) ? phone : null);
  const asked = isWhole(phone) ? phone : confirmed === phone ? phone : null;
  useEffect(() => {
    if (isWhole(phone)) setConfirmed(phone);
  }, [phone]);
  const mayLook = can("case.reporter");
  const found = useLoad(async (signal) => (asked && mayLook ? readCases(asked, signal) : null), [asked]);
  return { ...found, asked, mayLook, confirm: () => phone.length >= 5 && setConfirmed(phone) };
}

async function readCases(phone, signal) {
  const { items } = await get(`/callers/${encodeURIComponent(phone)}/cases`, { limit: 30 }, { signal });
  const open = items.filter((row) => !hasEnded(row.state));
  return { open, ended: items.filter((row) => hasEnded(row.state)) };
}

export function CallerCases({ caller, onFollow }) {
  return html`<section class="panel caller-cases" aria-label=${t("intake.callerCases")}>
    <header class="panel-head"><h2>${t("intake.callerCases")}${caller.value && html` <span class="page-count">${caller.value.open.length}</span>`}</h2><kbd>H</kbd></header>
    <div class="panel-body" aria-live="polite"><${Body} caller=${caller} onFollow=${onFollow} /></div></section>`;
}

function Body({ caller, onFollow }) {
  if (!caller.mayLook) return html`<p class="faint">${t("intake.callerHidden")}</p>`;
  if (caller.error) return html`<${ErrorState} error=${caller.error} onRetry=${caller.refresh} />`;
  if (!caller.asked) return html`<p class="faint">${t("intake.callerHint")}</p>`;
  if (!caller.value) return html`<p class="faint">${t("common.loading")}</p>`;
  const { open, ended } = caller.value;
  if (open.length + ended.length === 0) return html`<p class="faint">${t("intake.callerNone")}</p>`;
  return html`<ul class="case-cards">${open.map((row) => html`<${CaseCard} key=${row.id} row=${row}
      actions=${can("case.accept") && html`<button type="button" class="btn btn-sm" onClick=${() => onFollow(row)}>${t("intake.sameMatter")}</button>`} />`)}
    ${ended.slice(0, 5).map((row) => html`<${CaseCard} key=${row.id} row=${row} quiet />`)}</ul>
    ${open.length === 0 && html`<p class="faint">${t("intake.callerAllEnded")}</p>`}`;
}

/** A case in three lines, for lists beside the form. It opens in a tab of its own: the call goes on here. */
export function CaseCard({ row, actions, distance, quiet }) {
  return html`<li class=${quiet ? "case-card is-quiet" : "case-card"}>
    <p class="case-card-head"><strong>${row.smallClass ? say(row.smallClass.name).split(" › ").pop() : t("intake.noClass")}</strong><span>${say(row.stateName)}</span>${distance && html`<span>${distance}</span>`}${actions}</p>
    <p class="case-card-words" title=${row.description}>${row.address || say(row.area.name)} · ${row.description}</p>
    <p class="case-card-foot"><a class="code" href=${`/cases/${row.number}`} target="_blank" rel="noopener">${row.number}</a><${Time} at=${row.reportedAt} />${!quiet && html`<${DueClock} row=${row} />`}</p>
  </li>`;
}
