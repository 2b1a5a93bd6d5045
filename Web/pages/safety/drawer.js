// One alarm beside the list: what it is, where, and what the cameras saw. What has not come is asked for again.
import { html, useEffect, useState } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { coordinates, number, Time } from "../../kit/format.js";
import { Copy } from "../../kit/copy.js";
import { Drawer } from "../../kit/drawer.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { Facts } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { AlertMap, periodOf } from "../alerts/alert-map.js";
import { mayDo, speedWords } from "../devices/words.js";
import { playbackHref } from "../playback/href.js";
import { Files } from "./files.js";
import { FilesMark, Level, missing } from "./words.js";

export function AlarmDrawer({ id, isOfDevice, onClose, onChange }) {
  const found = useLoad((signal) => get(`/terminals/safety-alarms/${id}`, null, { signal }), [id]);
  const alarm = found.value;
  useLive("terminals.safety_alarm", (events) => (events.length === 0 || events.some(({ data }) => data.alarm === id)) && found.refresh(), { settle: 500 });
  return html`<${Drawer} open title=${alarm ? say(alarm.kindName) : t("safety.detail")} onClose=${onClose} width=${460}>
    ${found.error && !alarm && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!alarm && !found.error && html`<${Loading} rows=${8} />`}
    ${alarm && html`<div class="stack"><${Facts} items=${facts(alarm, isOfDevice)} /><${Links} alarm=${alarm} isOfDevice=${isOfDevice} />
      <section aria-label=${t("safety.files")}><h3 class="alert-part">${t("safety.files")}</h3><${Files} alarm=${alarm} /><${Missing} alarm=${alarm} found=${found} onChange=${onChange} /></section>
      <section><h3 class="alert-part">${t("safety.place")}</h3><${AlertMap} alert=${asAlert(alarm)} /></section></div>`}
  <//>`;
}

const asAlert = ({ id, device, lng, lat, at }) => ({ id, device, lng, lat, beganAt: at });
const placeOf = ({ lng, lat }) => (lng === undefined ? undefined : { lng, lat });

const facts = (alarm, isOfDevice) => [
  [t("safety.level"), html`<${Level} level=${alarm.level} />`],
  [t("safety.family"), say(alarm.familyName)],
  [t("safety.device"), alarm.device && !isOfDevice ? html`<a href=${`/devices/${alarm.device}`}>${alarm.deviceName}</a>` : alarm.deviceName],
  [t("safety.at"), html`<${Time} at=${alarm.at} />`],
  alarm.endedAt && [t("safety.ended"), html`<${Time} at=${alarm.endedAt} />`],
  [t("safety.speed"), speedWords(alarm.speedKPH)],
  [t("safety.place"), alarm.lng !== undefined && html`<${Copy} text=${coordinates(alarm.lng, alarm.lat)} />`],
  [t("safety.files"), html`<${FilesMark} alarm=${alarm} />`],
].filter(Boolean);

function Links({ alarm, isOfDevice }) {
  const { from, to } = periodOf(asAlert(alarm));
  if (!alarm.device) return null;
  const links = [
    !isOfDevice && [`/safety?device=${alarm.device}`, t("safety.othersOfIt")],
    [`/devices/${alarm.device}?${new URLSearchParams({ from, to })}`, t("safety.track")],
    can("command.read") && [playbackHref({ from: alarm.at, to: alarm.endedAt ?? alarm.at, place: placeOf(alarm) }), t("safety.playback")],
  ].filter(Boolean);
  return html`<p class="safety-links">${links.map(([href, words]) => html`<a key=${href} href=${href}>${words}</a>`)}</p>`;
}

/** What has not come, and asking for it. */
function Missing({ alarm, found, onChange }) {
  const [isBusy, setBusy] = useState(false);
  const count = missing(alarm);
  const isAsker = count > 0 && Boolean(alarm.device) && can("sensing.command");
  const device = useLoad((signal) => (isAsker ? get(`/devices/${alarm.device}`, null, { signal }) : null), [isAsker, alarm.device]).value;
  useEffect(() => { onChange(alarm); }, [alarm]);
  if (count === 0) return null;
  const ask = async () => {
    setBusy(true);
    try {
      const { value } = await send("POST", `/terminals/safety-alarms/${alarm.id}/attachments`, {});
      found.set(value);
      toast(t("safety.asked"));
    } catch (error) {
      toastError(error);
    }
    setBusy(false);
  };
  const mayAsk = device && mayDo(device, "command");
  return html`<p class="form-note safety-missing-note" role="status"><${Icon} name="clock" /> ${t("safety.stillMissing", { count: number(count), all: number(alarm.attachments) })}
    ${mayAsk && !device.isOnline && html`<span>${t("safety.offline")}</span>`}</p>
    ${mayAsk && html`<button type="button" class="btn" disabled=${isBusy} onClick=${ask}><${Icon} name="refresh" /> ${t("safety.askAgain")}</button>`}`;
}
