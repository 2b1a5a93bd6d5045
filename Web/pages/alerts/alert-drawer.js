// One alert beside the list: what it is, where, which way the device went, who is near, and what was done.
import { html } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { metres, number, Time } from "../../kit/format.js";
import { Drawer } from "../../kit/drawer.js";
import { Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { Facts } from "../../kit/page.js";
import { can, mayForSome } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { canSend, sendHref } from "../dispatch/send-link.js";
import { playbackHref } from "../playback/href.js";
import { Use } from "../devices/words.js";
import { AlertMap, periodOf } from "./alert-map.js";
import { AlertState, CaseLink, lasting, Severity } from "./words.js";

const nearest = 6;

export function AlertDrawer({ id, onClose, onDone }) {
  const found = useLoad((signal) => get(`/alerts/${id}`, null, { signal }), [id]);
  useLive("sensing.alert", (events) => {
    if (events.length === 0 || events.some(({ data }) => data.alert === id)) found.refresh();
  });
  const alert = found.value;
  const done = (value) => {
    found.set(value);
    onDone(value);
  };
  return html`<${Drawer} open title=${alert?.ruleName ?? t("alert.title")} onClose=${onClose} width=${460}>
    ${found.error && !alert && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!alert && !found.error && html`<${Loading} rows=${8} />`}
    ${alert && html`<div class="stack"><${Facts} items=${facts(alert)} />
      ${canSend() && html`<p><a class="btn" href=${sendHref(orderFor(alert))}><${Icon} name="send" /> ${t("common.sendUnit")}</a></p>`}
      ${!alert.handledAt && mayForSome("sensing.command", alert.area) && html`<${Handling} key=${alert.id} alert=${alert} reload=${found.refresh} onDone=${done} />`}
      <section><h3 class="alert-part">${t("alert.place")}</h3><${AlertMap} alert=${alert} /></section>
      ${alert.lng !== undefined && html`<section><h3 class="alert-part">${t("alert.nearest")}</h3><${Nearest} alert=${alert} /></section>`}</div>`}
  <//>`;
}

const orderFor = (alert) => ({ place: alert, about: { kind: "alert", id: alert.id, name: alert.ruleName }, title: t("alert.orderTitle", { rule: alert.ruleName, device: alert.deviceName }) });
const placeOf = ({ lng, lat }) => (lng === undefined ? undefined : { lng, lat });

function facts(alert) {
  const { from, to } = periodOf(alert);
  const track = new URLSearchParams({ from, to });
  return [
    [t("alerts.severity"), html`<${Severity} alert=${alert} />`],
    [t("alerts.state"), html`<${AlertState} alert=${alert} />`],
    [t("alerts.device"), alert.device ? html`<a href=${`/devices/${alert.device}`}>${alert.deviceName}</a> · <a href=${`/devices/${alert.device}?${track}`}>${t("alert.wholeTrack")}</a>${can("command.read") && html` · <a href=${playbackHref({ from: alert.beganAt, to: alert.endedAt, place: placeOf(alert) })}>${t("alert.playback")}</a>`}` : alert.deviceName],
    [t("alerts.area"), say(alert.areaName)],
    [t("alerts.began"), html`<${Time} at=${alert.beganAt} />`],
    alert.endedAt && [t("alert.endedAt"), html`<${Time} at=${alert.endedAt} />`],
    [t("alerts.lasting"), lasting(alert)],
    alert.times > 1 && [t("alerts.times"), t("alerts.timesWords", { count: number(alert.times) })],
    alert.caseNumber && [t("alerts.case"), html`<${CaseLink} number=${alert.caseNumber} />`],
    alert.handledAt && [t("alert.handledBy"), alert.handledBy],
    alert.handledAt && [t("alert.handledAt"), html`<${Time} at=${alert.handledAt} />`],
    alert.note && [t("alert.note"), alert.note],
  ].filter(Boolean);
}

function Handling({ alert, reload, onDone }) {
  const form = useForm({
    initial: { note: "" }, guard: false, draft: `alert-${alert.id}`, reload, check: ({ note }) => ({ note: note.trim() ? null : t("form.required") }),
    submit: ({ note }, { key }) => send("POST", `/alerts/${alert.id}/handling`, { note: note.trim() }, { key, version: alert.version }),
    done: ({ value }) => {
      toast(t("alert.handledNow"));
      onDone(value);
    },
  });
  return html`<${Form} form=${form} label=${t("alert.handle")}>
    <${TextArea} form=${form} name="note" label=${t("alert.note")} hint=${t("alert.noteHint")} rows=${2} max=${500} required />
    <${FormActions} form=${form} label=${t("alert.handleDo")} /><//>`;
}

function Nearest({ alert }) {
  const found = useLoad((signal) => get("/devices/nearest", { lng: alert.lng, lat: alert.lat, limit: nearest + 1 }, { signal }), [alert.id]);
  if (found.error) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  if (!found.value) return html`<${Loading} rows=${4} />`;
  const near = found.value.items.filter(({ device }) => device.id !== alert.device).slice(0, nearest);
  if (near.length === 0) return html`<p class="faint">${t("alert.noneNear")}</p>`;
  return html`<ul class="plain near-list" aria-label=${t("alert.nearest")}>${near.map(({ device, distanceM }) => html`<li key=${device.id}>
    <a href=${`/devices/${device.id}`}>${device.name}</a><${Use} use=${device.use} /><span class="near-far">${metres(distanceM)}</span></li>`)}</ul>`;
}
