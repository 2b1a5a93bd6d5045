// One unit: how it stands, who belongs to it, when it is on duty, its orders.
import "../dispatch/setup.js";
import { html } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { addDays, cityDayStart, Time, today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useList, useLoad } from "../../kit/load.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { go, useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { OrderDrawer } from "../dispatch/order-drawer.js";
import { PlaceMap } from "../dispatch/place-map.js";
import { canSend, sendHref } from "../dispatch/send-link.js";
import { loadWords, Members, OrderDue, OrderState, Tags, UnitStatus, Urgent } from "../dispatch/words.js";
import { bodyOf, initialUnit } from "./unit-form.js";

const crumbs = () => [{ href: "/units", title: t("units.title") }];

export default function UnitPage({ params: { id } }) {
  const found = useLoad((signal) => get(`/command/units/${id}`, null, { signal }), [id]);
  useLive(["command.order", "command.duty_alarm"], found.refresh, { settle: 1000 });
  if (found.value) return html`<${UnitBody} key=${id} unit=${found.value} found=${found} />`;
  return html`<${Page} title=${t("units.title")} crumbs=${crumbs()}>${found.error ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : html`<${Loading} rows=${10} />`}<//>`;
}

function UnitBody({ unit, found }) {
  const { standing } = unit;
  const order = canSend() && unit.isActive && html`<a class="btn btn-primary" href=${sendHref({ unit: unit.id })}><${Icon} name="send" /> ${t("dispatch.send")}</a>`;
  return html`<${Page} wide title=${unit.name} count=${unit.isActive ? html`<${UnitStatus} standing=${standing} />` : t("units.inactive")} crumbs=${crumbs()} actions=${order} menu=${menuOf(unit, found)}>
    <div class="split"><div>
      <${Card} title=${t("units.standing")}><${Facts} items=${standingFacts(unit)} /><//>
      <${Orders} unit=${unit} />
    </div><div>
      <${Card} title=${t("units.members")}><${Members} members=${unit.members} /><//>
      <${Card} title=${t("units.facts")}><${Facts} items=${facts(unit)} /><//>
      <${Card} title=${t("units.today")} actions=${html`<a class="btn btn-sm" href="/rosters">${t("units.toRoster")}</a>`}><${Duties} unit=${unit} /><//>
      ${standing.place && html`<${PlaceMap} label=${t("units.map")} place=${standing.place} className="unit-map" />`}
    </div></div><//>`;
}

const standingFacts = (unit) => [
  [t("units.status"), html`<${UnitStatus} standing=${unit.standing} />`],
  [t("units.orders"), loadWords(unit)],
  [t("units.duty"), unit.standing.duty && html`<${DutyLine} duty=${unit.standing.duty} />`],
  [t("units.placedAt"), unit.standing.placedAt ? html`<${Time} at=${unit.standing.placedAt} relative />` : t("units.neverPlaced")],
  [t("units.seen"), unit.standing.seenAt && html`<${Time} at=${unit.standing.seenAt} relative />`],
];

const facts = (unit) => [
  [t("units.skills"), unit.skills.length > 0 && html`<${Tags} items=${unit.skills} />`],
  [t("units.devices"), unit.devices.length > 0 ? html`<ul class="plain">${unit.devices.map(({ id, name }) => html`<li key=${id}><a href=${`/devices/${id}`}>${name}</a></li>`)}</ul>` : t("units.noDevices")],
  [t("units.ordersMax"), unit.ordersMax],
  [t("units.area"), say(unit.areaName)],
  [t("units.organisation"), say(unit.organisationName)],
];

const DutyLine = ({ duty }) => html`<${Time} at=${duty.beginsAt} /> – <${Time} at=${duty.endsAt} />${duty.placeName && ` · ${say(duty.placeName)}`}${duty.note && ` · ${duty.note}`}`;

function Duties({ unit }) {
  const found = useLoad((signal) => get("/command/duties", { unit: unit.id, from: cityDayStart(today()), to: cityDayStart(addDays(today(), 1)) }, { signal }), [unit.id, unit.version]);
  if (found.error) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  if (!found.value) return html`<${Loading} rows=${2} />`;
  if (found.value.items.length === 0) return html`<p class="faint">${t("units.noDuties")}</p>`;
  return html`<ul class="plain unit-duties">${found.value.items.map((duty) => html`<li key=${duty.id}><${DutyLine} duty=${duty} /></li>`)}</ul>`;
}

function Orders({ unit }) {
  const [query, setQuery] = useQuery();
  const orders = useList("/command/orders", { unit: unit.id }, { limit: 20 });
  useLive("command.order", orders.refresh, { settle: 1000 });
  return html`<h2 class="dispatch-part">${t("units.itsOrders")}</h2>
    <${DataTable} name="unit-orders" caption=${t("units.itsOrders")} columns=${columns()} list=${orders} onOpen=${(row) => setQuery({ order: row.id }, { replace: true })} opened=${query.order}
      empty=${{ icon: "send", title: t("units.noOrders"), text: t("units.noOrdersHint") }} />
    ${query.order && html`<${OrderDrawer} key=${query.order} id=${query.order} onClose=${() => setQuery({ order: undefined })} onDone=${orders.refresh} />`}`;
}

const columns = () => [
  { key: "title", title: t("dispatch.orderTitle"), phone: "title", cell: (row) => html`${row.title} <${Urgent} order=${row} />`, text: (row) => row.title },
  { key: "state", title: t("dispatch.state"), cell: (row) => html`<${OrderState} order=${row} />` },
  { key: "due", title: t("dispatch.due"), cell: (row) => html`<${OrderDue} order=${row} />` },
  { key: "address", title: t("dispatch.place"), cell: (row) => row.address, text: (row) => row.address },
  { key: "sent", title: t("dispatch.sentAt"), cell: (row) => html`<${Time} at=${row.sentAt} />` },
];

const menuOf = (unit, found) => (can("command.manage") && unit.isMine ? [
  { label: t("units.edit"), icon: "edit", onSelect: () => go(`/units/${unit.id}/edit`) },
  { label: t(unit.isActive ? "units.disable" : "units.enable"), icon: unit.isActive ? "lock" : "check", danger: unit.isActive, onSelect: () => turn(unit, found) },
] : []);

async function turn(unit, found) {
  const { name, isActive } = unit;
  if (isActive && !(await confirm({ title: t("units.disableAsk", { name }), text: t("units.disableText"), action: t("units.disable"), danger: true }))) return;
  try {
    const { value } = await send("PUT", `/command/units/${unit.id}`, { ...bodyOf(initialUnit(unit)), isActive: !isActive }, { version: unit.version });
    found.set(value);
    toast(t(isActive ? "units.disabledDone" : "units.enabledDone", { name }));
  } catch (error) {
    toastError(error);
    if (error.stale) found.refresh();
  }
}
