// One plan to read: when it is started, who does what with what, and its steps as a flow and as a list.
import "./setup.js";
import { html } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { StepFlow } from "./flow.js";
import { titleOf } from "./schedule.js";
import { lengthWords, minutesWords, PlanState, resourceWords, unitsWords } from "./words.js";

const crumbs = () => [{ href: "/plans", title: t("plans.title") }];

export default function PlanPage({ params }) {
  const found = useLoad((signal) => read(`/command/plans/${params.id}`, null, { signal }), [params.id]);
  const plan = found.value?.value;
  if (!plan) return html`<${Page} title=${t("plans.title")} crumbs=${crumbs()}>${found.error ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : html`<${Loading} rows=${10} />`}<//>`;
  const mayStart = plan.state === "active" && can("command.dispatch");
  const edit = { label: t("plans.edit"), icon: "edit", href: `/plans/${plan.id}/edit` };
  const actions = mayStart ? html`<a class="btn btn-primary" href=${`/incidents/new?plan=${plan.id}`}><${Icon} name="play" /> ${t("plans.start")}</a>`
    : plan.isMine && html`<a class="btn btn-primary" href=${edit.href}><${Icon} name="edit" /> ${edit.label}</a>`;
  return html`<${Page} wide title=${plan.name} count=${html`<${PlanState} plan=${plan} />`} crumbs=${crumbs()} actions=${actions} menu=${plan.isMine ? [mayStart && edit, turnItem(plan, found)].filter(Boolean) : []}>
    <${Card} title=${t("plans.facts")}><${Facts} items=${facts(plan)} />${plan.content.words && html`<h3 class="plan-part">${t("plans.when")}</h3><p class="plan-words">${plan.content.words}</p>`}<//>
    <${Card} title=${t("plans.flow")}><${StepFlow} steps=${plan.content.steps} roles=${plan.content.roles} /><//>
    <${Steps} content=${plan.content} />
    <div class="grid-2"><${Card} title=${t("plans.roles")}><${Roles} roles=${plan.content.roles} /><//>
      <${Card} title=${t("plans.resources")}><${Resources} resources=${plan.content.resources} /><//></div><//>`;
}

function turnItem(plan, found) {
  const isActive = plan.state === "active";
  return { label: t(isActive ? "plans.retire" : "plans.activate"), icon: isActive ? "pause" : "check", danger: isActive, onSelect: () => turn(plan, found) };
}

async function turn(plan, found) {
  const { name, kind, area, content } = plan;
  const isActive = plan.state === "active";
  if (isActive && !(await confirm({ title: t("plans.retireAsk", { name }), text: t("plans.retireText"), action: t("plans.retire"), danger: true }))) return;
  try {
    await send("PUT", `/command/plans/${plan.id}`, { name, kind, area, content, state: isActive ? "retired" : "active" }, { version: found.value.version });
    toast(t(isActive ? "plans.retired" : "plans.activated"));
  } catch (error) {
    toastError(error);
  }
  found.refresh();
}

const facts = ({ kindName, areaName, version, content }) => [
  [t("plans.kind"), say(kindName)], [t("plans.area"), say(areaName)], [t("plans.version"), t("plans.versionWords", { count: number(version) })],
  [t("plans.length"), lengthWords(content.steps)],
  [t("plans.rollCall"), content.rollCallMinutes ? t("plans.rollCallEvery", { count: number(content.rollCallMinutes) }) : t("plans.rollCallNone")],
];

function Steps({ content }) {
  const rows = content.steps.map((step, index) => ({ ...step, number: index + 1 }));
  const roleOf = (row) => content.roles.find(({ key }) => key === row.role)?.title ?? t("plans.noRole");
  const hasWaits = rows.some((row) => row.waitMinutes > 0);
  const columns = [
    { key: "title", title: t("plans.stepTitle"), phone: "title", wrap: true, cell: (row) => html`<b>${number(row.number)}. ${row.title}</b>${row.words && html`<span class="step-how">${row.words}</span>`}` },
    { key: "role", title: t("plans.role"), cell: roleOf },
    { key: "after", title: t("plans.after"), wrap: true, cell: (row) => row.after.map((key) => titleOf(content.steps, key)).join(t("plans.comma")) || t("plans.afterNone") },
    hasWaits && { key: "wait", title: t("plans.wait"), align: "end", cell: (row) => (row.waitMinutes ? minutesWords(row.waitMinutes) : "") },
    { key: "due", title: t("plans.due"), align: "end", cell: (row) => minutesWords(row.dueMinutes) },
    { key: "units", title: t("plans.units"), wrap: true, cell: (row) => html`${unitsWords(row)}${row.isAutomatic && html` <span class="flow-auto">${t("plans.automaticShort")}</span>`}` },
  ].filter(Boolean);
  return html`<${DataTable} name="plan-steps" caption=${t("plans.steps")} columns=${columns} rows=${rows} rowKey="key" />`;
}

const Roles = ({ roles }) => (roles.length === 0 ? html`<p class="faint">${t("plans.noRoles")}</p>` : html`<dl class="facts role-list">${roles.map((role) => html`<div key=${role.key}><dt>${role.title}</dt><dd>${role.words || html`<span class="faint">—</span>`}</dd></div>`)}</dl>`);

export const Resources = ({ resources }) => (resources.length === 0 ? html`<p class="faint">${t("plans.noResources")}</p>` : html`<ul class="plain resource-list">${resources.map((each, index) => html`<li key=${index}>${resourceWords(each)}</li>`)}</ul>`);
