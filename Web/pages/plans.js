// What is done when something happens: the city's plans.
import "./plans/setup.js";
import { html } from "../kit/html.js";
import { number } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useList } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { DataTable } from "../kit/table.js";
import { say, t } from "../kit/texts.js";
import { kindChoices, lengthWords, PlanState, stateChoices } from "./plans/words.js";

export default function PlansPage() {
  const [query] = useQuery();
  const plans = useList("/command/plans", { state: query.state, kind: query.kind });
  const addButton = can("command.manage") && html`<a class="btn btn-primary" href="/plans/new"><${Icon} name="plus" /> ${t("plans.new")}</a>`;
  return html`<${Page} wide title=${t("plans.title")} count=${plans.count} actions=${addButton}>
    <${FilterBar} page="plans" fields=${fields()} />
    <${DataTable} name="plans" caption=${t("plans.title")} columns=${columns()} list=${plans} href=${(row) => `/plans/${row.id}`}
      empty=${{ icon: "rules", title: t("plans.none"), text: t("plans.noneHint"), action: addButton }} /><//>`;
}

const fields = () => [
  { key: "state", kind: "choice", label: t("plans.state"), options: stateChoices() },
  { key: "kind", kind: "choice", label: t("plans.kind"), options: kindChoices() },
];

const columns = () => [
  { key: "name", title: t("plans.name"), phone: "title", cell: (row) => row.name, text: (row) => row.name },
  { key: "state", title: t("plans.state"), cell: (row) => html`<${PlanState} plan=${row} />` },
  { key: "kind", title: t("plans.kind"), cell: (row) => say(row.kindName) },
  { key: "area", title: t("plans.area"), cell: (row) => say(row.areaName) },
  { key: "steps", title: t("plans.stepCount"), align: "end", cell: (row) => number(row.content.steps.length) },
  { key: "length", title: t("plans.length"), cell: (row) => lengthWords(row.content.steps) },
  { key: "version", title: t("plans.version"), align: "end", cell: (row) => number(row.version) },
];
