// Incidents: those that go on first, then the others, the latest first.
import "./incidents/setup.js";
import { html } from "../kit/html.js";
import { useNow } from "../kit/clockbar.js";
import { span, Time } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useLive } from "../kit/live.js";
import { useList } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { DataTable } from "../kit/table.js";
import { say, t } from "../kit/texts.js";
import { DrillMark, lastingMS, Level } from "./incidents/words.js";
import { kindChoices } from "./plans/words.js";

export default function IncidentsPage() {
  const [query] = useQuery();
  const list = useOpenFirst(query);
  const now = useNow(list.items.some(({ endedAt }) => !endedAt));
  useLive("command.incident", list.refresh, { settle: 1000 });
  const beginButton = can("command.dispatch") && html`<a class="btn btn-primary" href="/incidents/new"><${Icon} name="plus" /> ${t("incidents.new")}</a>`;
  return html`<${Page} wide title=${t("incidents.title")} count=${list.count} actions=${beginButton}>
    <${FilterBar} page="incidents" fields=${fields()} />
    <${DataTable} name="incidents" caption=${t("incidents.title")} columns=${columns(now)} list=${list} href=${(row) => `/incidents/${row.id}`}
      empty=${{ icon: "flag", title: t("incidents.none"), text: t("incidents.noneHint"), action: beginButton }} /><//>`;
}

/** Two lists as one: what goes on stands above what is over. */
function useOpenFirst({ open, kind }) {
  const wantsOpen = open !== "false";
  const wantsEnded = open !== "true";
  const going = useList("/command/incidents", { open: "true", kind }, { limit: 200, paused: !wantsOpen });
  const over = useList("/command/incidents", { open: "false", kind }, { paused: !wantsEnded });
  const shown = [wantsOpen && going, wantsEnded && over].filter(Boolean);
  const last = shown.at(-1);
  const items = shown.flatMap((each) => each.items);
  const isReady = shown.every((each) => each.fresh);
  return {
    items: isReady ? items : [], error: shown.find((each) => each.error)?.error ?? null, loading: shown.some((each) => each.loading), loadingMore: last.loadingMore,
    next: last.next, more: last.more, count: isReady ? (last.next ? `${items.length}+` : items.length) : undefined, refresh: () => shown.forEach((each) => each.refresh()),
  };
}

const fields = () => [
  { key: "open", kind: "choice", label: t("incidents.isOpen"), options: [{ value: "true", label: t("incidents.open") }, { value: "false", label: t("incidents.ended") }] },
  { key: "kind", kind: "choice", label: t("plans.kind"), options: kindChoices() },
];

const columns = (now) => [
  { key: "title", title: t("incidents.name"), phone: "title", cell: (row) => html`${row.title}${row.isDrill && html` <${DrillMark} />`}`, text: (row) => row.title },
  { key: "state", title: t("plans.state"), cell: (row) => html`<span class=${`step-state step-is-${row.endedAt ? "done" : "running"}`}><${Icon} name=${row.endedAt ? "check" : "play"} size=${14} /> ${t(row.endedAt ? "incidents.ended" : "incidents.open")}</span>` },
  { key: "level", title: t("incidents.level"), cell: (row) => html`<${Level} incident=${row} />` },
  { key: "kind", title: t("plans.kind"), cell: (row) => say(row.kindName) },
  { key: "area", title: t("plans.area"), cell: (row) => say(row.areaName) },
  { key: "began", title: t("incidents.began"), cell: (row) => html`<${Time} at=${row.beganAt} />` },
  { key: "lasting", title: t("incidents.lasting"), cell: (row) => span(lastingMS(row, now)) },
  { key: "plan", title: t("incidents.plan"), cell: (row) => row.planName },
  { key: "number", title: t("incidents.number"), cell: (row) => html`<span class="code">${row.number}</span>` },
];
