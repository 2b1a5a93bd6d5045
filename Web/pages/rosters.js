// Rosters: a week of units and their duties; alarms about who is not where the roster says.
import "./dispatch/setup.js";
import { html, useState } from "../kit/html.js";
import { get } from "../kit/api.js";
import { addDays, cityDayStart, date, day, today } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useLive } from "../kit/live.js";
import { useList, useLoad } from "../kit/load.js";
import { Page, Tabs } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { Empty, ErrorState, Loading } from "../kit/states.js";
import { add, t } from "../kit/texts.js";
import { Alarms } from "./rosters/alarms.js";
import { DutyDialog } from "./rosters/duty-dialog.js";
import { PlanDialog } from "./rosters/plan-dialog.js";
import { Week } from "./rosters/week.js";
import texts from "../texts/rosters.js";

add(texts);

/** The Monday of a day's week. */
const mondayOf = (text) => addDays(text, -((new Date(`${text}T00:00Z`).getUTCDay() + 6) % 7));
const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text));

export default function RostersPage() {
  const [query, setQuery] = useQuery();
  const [plans, setPlans] = useState(null);
  const alarms = useLoad((signal) => get("/command/figures", null, { signal }));
  useLive("command.duty_alarm", alarms.refresh, { settle: 1000 });
  const tabs = [{ id: "week", title: t("rosters.tab.week") }, { id: "alarms", title: t("rosters.tab.alarms"), count: alarms.value?.openAbsences }];
  const tab = query.tab === "alarms" ? "alarms" : "week";
  const planButton = can("command.manage") && tab === "week" && html`<button type="button" class="btn btn-primary" onClick=${() => setPlans({})}><${Icon} name="plus" /> ${t("rosters.plan")}</button>`;
  return html`<${Page} wide title=${t("rosters.title")} actions=${planButton}>
    <${Tabs} label=${t("rosters.tabs")} tabs=${tabs} value=${tab} onValue=${(next) => setQuery({ tab: next === "week" ? undefined : next, open: undefined, kind: undefined, unit: undefined })} />
    ${tab === "week" ? html`<${Roster} query=${query} setQuery=${setQuery} plans=${plans} setPlans=${setPlans} />` : html`<${Alarms} query=${query} />`}<//>`;
}

function Roster({ query, setQuery, plans, setPlans }) {
  const monday = mondayOf(isDay(query.week) ? query.week : today());
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const units = useList("/command/units", { active: true, text: query.text, organisation: query.organisation }, { limit: 500 });
  const duties = useLoad((signal) => get("/command/duties", { from: cityDayStart(monday), to: cityDayStart(addDays(monday, 7)) }, { signal }), [monday]);
  const [opened, setOpened] = useState(null);
  const turn = (by) => setQuery({ week: by === 0 ? undefined : addDays(monday, by * 7) });
  const close = () => {
    setPlans(null);
    setOpened(null);
  };
  const done = (made) => {
    close();
    // What was planned for another week is shown there.
    const first = made?.[0] && mondayOf(date(made[0].beginsAt));
    if (first && first !== monday) setQuery({ week: first });
    else duties.refresh();
  };
  const week = t("rosters.week", { from: day(days[0]), to: day(days[6]) });
  return html`<div class="week-bar"><button type="button" class="icon-button icon-button-frame" aria-label=${t("rosters.before")} title=${t("rosters.before")} onClick=${() => turn(-1)}><${Icon} name="left" /></button>
      <button type="button" class="icon-button icon-button-frame" aria-label=${t("rosters.after")} title=${t("rosters.after")} onClick=${() => turn(1)}><${Icon} name="right" /></button>
      <h2 aria-live="polite">${week}</h2><button type="button" class="btn" disabled=${monday === mondayOf(today())} onClick=${() => turn(0)}>${t("rosters.thisWeek")}</button></div>
    <${FilterBar} page="rosters" fields=${fields()} />
    ${body({ units, duties, days, week, setOpened, setPlans })}
    ${plans && html`<${PlanDialog} unit=${plans.unit} firstDay=${days.includes(today()) ? today() : days[0]} lastDay=${days[6]} onClose=${close} onDone=${done} />`}
    ${opened && html`<${DutyDialog} duty=${opened} isMine=${units.items.find(({ id }) => id === opened.unit)?.isMine} onClose=${close} onDone=${done} />`}`;
}

function body({ units, duties, days, week, setOpened, setPlans }) {
  const error = units.error ?? duties.error;
  if (error && !duties.value) return html`<${ErrorState} error=${error} onRetry=${() => { units.refresh(); duties.refresh(); }} />`;
  if (!units.fresh || !duties.value) return html`<${Loading} rows=${8} />`;
  if (units.items.length === 0) return html`<${Empty} icon="calendar" title=${t("rosters.noUnits")} text=${t("rosters.noUnitsHint")} />`;
  const shown = new Set(units.items.map(({ id }) => id));
  const isEmpty = !duties.value.items.some((duty) => shown.has(duty.unit));
  return html`<${Week} caption=${t("rosters.table", { week })} units=${units.items} duties=${duties.value.items} days=${days} onOpen=${setOpened} onPlan=${(unit) => setPlans({ unit })} />
    ${isEmpty && html`<p class="faint roster-none">${t(can("command.manage") ? "rosters.emptyWeekPlan" : "rosters.emptyWeek")}</p>`}`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("rosters.search"), always: true },
  ...(can("registry.read") ? [{ key: "organisation", kind: "organisation", label: t("rosters.organisation") }] : []),
];
