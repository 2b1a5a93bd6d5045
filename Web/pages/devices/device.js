// One device: how it stands, where it went, what it is told to do, what it saw and said.
import "../safety/setup.js";
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { Icon } from "../../kit/icons.js";
import { Page, Tabs } from "../../kit/page.js";
import { go, useQuery } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { DeviceAlarms } from "../safety/device-alarms.js";
import { Commands } from "./commands.js";
import { bodyOf, initialDevice } from "./device-form.js";
import { DeviceFacts } from "./facts.js";
import { Frames } from "./frames.js";
import { Photos } from "./photos.js";
import { StandingLine } from "./signals.js";
import { Track } from "./track/track.js";
import { useDevice } from "./use-device.js";
import { Visits } from "./visits.js";
import { isTerminal, mayDo, OnlineMark } from "./words.js";
import texts from "../../texts/devices.js";
import track from "../../texts/devices-track.js";
import commands from "../../texts/devices-commands.js";

for (const each of [texts, track, commands]) add(each);
await stylesheet(new URL("../../styles/registry.css", import.meta.url));
await stylesheet(new URL("../../styles/devices.css", import.meta.url));

const bodies = { track: Track, visits: Visits, commands: Commands, photos: Photos, safety: DeviceAlarms, frames: Frames, facts: DeviceFacts };
const tabsOf = (device) => [
  { id: "track", title: t("device.tab.track") },
  { id: "visits", title: t("device.tab.visits") },
  ...(isTerminal(device) ? [{ id: "commands", title: t("device.tab.commands") }, { id: "photos", title: t("device.tab.photos") }, { id: "safety", title: t("device.tab.safety") }] : []),
  ...(isTerminal(device) && mayDo(device, "command") ? [{ id: "frames", title: t("device.tab.frames") }] : []),
  { id: "facts", title: t("device.tab.facts") },
];
const crumbs = () => [{ href: "/devices", title: t("devices.title") }];

export default function DevicePage({ params }) {
  const device = useDevice(params.id);
  if (device.value) return html`<${DeviceBody} key=${params.id} found=${device} device=${device.value} />`;
  return html`<${Page} title=${t("device.title")} crumbs=${crumbs()}>${device.error ? html`<${ErrorState} error=${device.error} onRetry=${device.refresh} />` : html`<${Loading} rows=${10} />`}<//>`;
}

function DeviceBody({ found, device }) {
  const [query, setQuery] = useQuery();
  const tabs = tabsOf(device);
  const tab = tabs.some(({ id }) => id === query.tab) ? query.tab : "track";
  const Body = bodies[tab];
  const command = isTerminal(device) && mayDo(device, "command") && tab !== "commands" && html`<button type="button" class="btn btn-primary" onClick=${() => setQuery({ tab: "commands" })}><${Icon} name="send" /> ${t("device.command")}</button>`;
  return html`<${Page} wide title=${device.name} count=${html`<${OnlineMark} device=${device} />`} crumbs=${crumbs()} actions=${command} menu=${menuOf(device, found)} note=${html`<${StandingLine} device=${device} />`}>
    ${found.line === "down" && html`<p class="form-note" role="status"><${Icon} name="offline" /> ${t("device.lineDown")}</p>`}
    <${Tabs} label=${t("device.parts")} tabs=${tabs} value=${tab} onValue=${(next) => setQuery({ tab: next, kind: undefined, alarm: undefined })} />
    <${Body} device=${device} query=${query} />
  <//>`;
}

function menuOf(device, found) {
  const isActive = device.state === "active";
  return [
    device.last && isActive && { label: t("device.onMap"), icon: "map", href: `/?c=${device.last.lng},${device.last.lat},16&open=vehicle:${device.id}` },
    { label: t("devices.alerts"), icon: "bell", href: `/alerts?device=${device.id}` },
    mayDo(device, "change") && { label: t("devices.edit"), icon: "edit", onSelect: () => go(`/devices/${device.id}/edit`) },
    mayDo(device, "change") && { label: t(isActive ? "devices.disable" : "devices.enable"), icon: isActive ? "lock" : "check", danger: isActive, onSelect: () => turn(device, found) },
  ].filter(Boolean);
}

async function turn(device, found) {
  const { name } = device;
  const isOff = device.state === "active";
  if (isOff && !(await confirm({ title: t("devices.disableAsk", { name }), text: t("devices.disableText"), action: t("devices.disable"), danger: true }))) return;
  try {
    const body = { ...bodyOf(initialDevice(device)), state: isOff ? "disabled" : "active" };
    const { value } = await send("PUT", `/devices/${device.id}`, body, { version: device.version });
    found.set(value);
    toast(t(isOff ? "devices.disabledDone" : "devices.enabledDone", { name }));
  } catch (error) {
    toastError(error);
    if (error.stale) found.refresh();
  }
}
