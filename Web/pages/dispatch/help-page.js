// A call for help: where the caller is now, who could come, which cameras see the place, and what was done.
import "./setup.js";
import { html, useEffect, useState } from "../../kit/html.js";
import { get, read, send } from "../../kit/api.js";
import { ask } from "../../kit/dialog.js";
import { metres, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { openLine } from "../devices/live-line.js";
import { playbackHref } from "../playback/href.js";
import { Candidates, useCandidates } from "./candidates.js";
import { answer, HelpState } from "./help-calls.js";
import { PlaceMap } from "./place-map.js";
import { canSend, orderHref, sendHref } from "./send-link.js";
import { Members, OrderDue, OrderState, Phone } from "./words.js";

const followed = 0.02;

export default function HelpPage({ params: { id } }) {
  const found = useLoad((signal) => read(`/command/help/${id}`, null, { signal }), [id]);
  useLive(["command.help", "command.order"], (events) => {
    if (events.length === 0 || events.some(({ data }) => data.help === id || data.about === id)) found.refresh();
  });
  const file = found.value?.value;
  if (!file) return html`<${Page} title=${t("help.title")} crumbs=${crumbs()}>${found.error ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : html`<${Loading} rows=${10} />`}<//>`;
  return html`<${Help} file=${file} refresh=${found.refresh} />`;
}

const crumbs = () => [{ href: "/dispatch", title: t("dispatch.title") }, { href: "/dispatch?view=help", title: t("help.list") }];

function Help({ file, refresh }) {
  const { help, cameras } = file;
  const isOpen = help.state !== "closed";
  const now = useFollowed(file);
  const unit = useLoad((signal) => (help.unit ? get(`/command/units/${help.unit}`, null, { signal }) : null), [help.unit]);
  const place = now ?? help.place;
  return html`<${Page} wide title=${t("help.of", { name: help.name })} count=${html`<${HelpState} help=${help} />`} crumbs=${crumbs()} actions=${isOpen && html`<${HelpActs} help=${help} place=${place} refresh=${refresh} />`}>
    <div class="help-split">
      <div>${place ? html`<${PlaceMap} label=${t("help.map")} place=${place} others=${marks(help, now, cameras)} className="help-map" isStill />` : html`<p class="form-note">${t("help.noPlace")}</p>`}</div>
      <div><${Card} title=${t("help.facts")}><${Facts} items=${facts(file, now, unit.value)} /><//>
        <${Card} title=${t("help.orders")}><${Orders} orders=${file.orders} /><//></div>
      <div>${isOpen && html`<${Nearby} help=${help} place=${file.now ?? help.place ?? place} />`}</div>
      <${Card} title=${t("help.cameras")}><${Cameras} cameras=${cameras} /><//>
    </div><//>`;
}

// Where it was pressed is a mark of its own once the caller has moved away.
const marks = (help, now, cameras) => [
  ...(now && help.place ? [{ id: "pressed", name: t("help.pressedHere"), icon: "bell", ...help.place }] : []),
  ...cameras.map(({ code, name, place }) => ({ id: code, name, icon: "video", ...place })),
];

const facts = ({ help, phone, nowAt }, now, unit) => [
  [t("help.number"), html`<span class="code">${help.number}</span>`],
  [t("help.source"), t(help.source === "app" ? "help.source.app" : "help.source.terminal")],
  help.words && [t("help.words"), help.words],
  phone && [t("help.phone"), html`<${Phone} phone=${phone} />`],
  unit && [t("dispatch.unit"), html`<a href=${`/units/${unit.id}`}>${unit.name}</a>`],
  unit && [t("units.members"), html`<${Members} members=${unit.members} />`],
  help.device && [t("help.device"), html`<a href=${`/devices/${help.device}`}>${t("help.deviceLink")}</a>`],
  [t("help.area"), say(help.areaName)],
  [t("help.at"), html`<${Time} at=${help.at} />`],
  [t("help.around"), html`<a href=${playbackHref({ from: help.at, to: help.closedAt, place: help.place })}>${t("nav.playback")}</a>`],
  now && [t("help.now"), html`<${Time} at=${now.at ?? nowAt} relative />`],
  help.answeredBy && [t("help.answeredBy"), html`${help.answeredBy} <${Time} at=${help.answeredAt} />`],
  help.closedBy && [t("help.closedBy"), html`${help.closedBy} <${Time} at=${help.closedAt} />`],
  help.outcome && [t("help.outcome"), help.outcome],
];

function HelpActs({ help, place, refresh }) {
  if (!canSend()) return null;
  const perform = async (act) => {
    try {
      await act();
    } catch (error) {
      toastError(error);
    }
    refresh();
  };
  const close = async () => {
    const note = await ask({ title: t("help.closeAsk"), label: t("help.outcome"), text: t("help.closeText"), action: t("help.close"), required: true });
    if (note === null) return;
    await perform(async () => {
      await send("POST", `/command/help/${help.id}/closing`, { note }, { version: help.version });
      toast(t("help.closedNow"));
    });
  };
  return html`${help.state === "open" && html`<button type="button" class="btn btn-primary" onClick=${() => perform(() => answer(help))}><${Icon} name="check" /> ${t("help.answer")}</button>`}
    <a class=${help.state === "open" ? "btn" : "btn btn-primary"} href=${sendHref(orderFor(help, place))}><${Icon} name="send" /> ${t("common.sendUnit")}</a>
    <button type="button" class="btn" onClick=${close}>${t("help.close")}</button>`;
}

const orderFor = (help, place) => ({ place, about: { kind: "help", id: help.id, name: help.number }, title: t("help.orderTitle", { name: help.name }) });

function Nearby({ help, place }) {
  const found = useCandidates(place);
  const action = (unit) => canSend() && html`<a class="btn btn-sm" href=${sendHref({ ...orderFor(help, place), unit: unit.id })}>${t("dispatch.sendThis")}</a>`;
  return html`<${Card} title=${t("dispatch.candidates")}><${Candidates} found=${found} place=${place} action=${action} /><//>`;
}

function Orders({ orders }) {
  if (orders.length === 0) return html`<p class="faint">${t("help.noOrders")}</p>`;
  return html`<ul class="plain help-orders">${orders.map((order) => html`<li key=${order.id}><a href=${orderHref(order)}>${order.unitName}</a> <${OrderState} order=${order} /> ${!order.endedAt && html`<${OrderDue} order=${order} />`}</li>`)}</ul>`;
}

function Cameras({ cameras }) {
  if (cameras.length === 0) return html`<p class="faint">${t("help.noCameras")}</p>`;
  return html`<ul class="plain near-cameras">${cameras.map(({ code, name, distanceM }) => html`<li key=${code}><${Icon} name="video" size=${14} /> <a href=${`/?open=part:${code}`}>${name}</a> <span class="code faint">${code}</span><span class="near-far">${metres(distanceM)}</span></li>`)}</ul>`;
}

const isLater = (one, other) => !other?.at || (one && new Date(one.at) > new Date(other.at));

/** Where the caller is now: as the file said, then as the live line tells of the device. */
function useFollowed({ help, now, nowAt }) {
  const [moved, setMoved] = useState(null);
  const told = now ? { ...now, at: nowAt } : null;
  const latest = isLater(moved, told) ? moved ?? told : told;
  const centre = latest ?? help.place;
  // Another line is opened only when the caller has left the middle of this one.
  const square = centre && [centre.lng, centre.lat].map((degrees) => Math.round(degrees / followed) * followed);
  useEffect(() => {
    if (!help.device || !square || help.state === "closed") return undefined;
    let [stop, isGone] = [null, false];
    const box = [square[0] - followed, square[1] - followed, square[0] + followed, square[1] + followed];
    const follow = ({ serial }) => {
      if (!isGone) stop = openLine({ box, zoom: 15, onRows: (rows) => hear(rows.filter(([each]) => each === serial).at(-1)) });
    };
    const hear = (row) => {
      if (row?.length > 1 && row[5] * 1000 >= Date.parse(help.at)) setMoved({ lng: row[1] / 1e5, lat: row[2] / 1e5, at: new Date(row[5] * 1000) });
    };
    // Whoever may not see the device sees where it was when the file was read.
    get(`/devices/${help.device}`).then(follow, () => {});
    return () => {
      isGone = true;
      stop?.();
    };
  }, [help.device, help.state, square?.join()]);
  return latest;
}
