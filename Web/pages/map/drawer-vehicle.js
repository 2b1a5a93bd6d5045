// A vehicle or officer beside the map: how it stands now, its last half hour on the map, and the map that follows it.
import { html, useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Facts } from "../../kit/page.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { useStore } from "../../kit/store.js";
import { say, t } from "../../kit/texts.js";
import { signalsOf } from "../devices/signals.js";
import { canSend, sendHref } from "../dispatch/send-link.js";
import { Members, UnitStatus } from "../dispatch/words.js";
import { isTerminal, mayDo, OnlineMark, speedWords, Use } from "../devices/words.js";
import { unitOf, useUnits } from "./command.js";
import { Sheet } from "./sheet.js";

const trailMS = 1800e3;
const winds = ["fleet.north", "fleet.northeast", "fleet.east", "fleet.southeast", "fleet.south", "fleet.southwest", "fleet.west", "fleet.northwest"];
const heading = (degrees) => t("fleet.degrees", { name: t(winds[Math.round(degrees / 45) % 8]), value: number(Math.round(degrees)) });

export function VehicleDrawer({ id, fleet, engine, onFollow, onClose, onLocate }) {
  const found = useLoad((signal) => get(`/devices/${id}`, null, { signal }), [id]);
  useStore(fleet.state);
  const device = found.value;
  const unit = unitOf(useUnits(), id);
  const row = device && fleet.find(device.serial);
  const trail = useTrail(fleet, device);
  const [isFollowed, setFollowed] = useFollow(fleet, device, engine, onFollow);
  useEffect(() => {
    if (device?.last) onLocate(row ?? device.last);
  }, [device?.id]);
  // What the line does not hold cannot be followed: its layer is hidden, or it is somewhere else still.
  const canFollow = device?.state === "active" && Boolean(row);
  return html`<${Sheet} kind=${t("fleet.kind")} title=${device?.name ?? "…"} href=${`/devices/${id}`} onClose=${onClose}
      foot=${device && html`${canFollow && html`<button type="button" class=${isFollowed ? "btn" : "btn btn-primary"} aria-pressed=${String(isFollowed)} onClick=${() => setFollowed(!isFollowed)}><${Icon} name="locate" /> ${t(isFollowed ? "fleet.followStop" : "fleet.follow")}</button>`}
        <a class="btn" href=${`/devices/${id}`}><${Icon} name="history" /> ${t("fleet.wholeTrack")}</a>
        ${unit && canSend() && html`<a class="btn" href=${sendHref({ unit: unit.id })}><${Icon} name="flag" /> ${t("dispatch.send")}</a>`}
        ${isTerminal(device) && mayDo(device, "command") && html`<a class="btn" href=${`/devices/${id}?tab=commands`}><${Icon} name="send" /> ${t("device.command")}</a>`}`}>
    ${found.error && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!device && !found.error && html`<${Loading} rows=${6} />`}
    ${device && html`<div class="stack"><${Facts} items=${[...facts(device, row), ...unitFacts(unit)]} />
      ${device.state === "disabled" ? html`<p class="faint">${t("fleet.isDisabled")}</p>` : !device.last && !row && html`<p class="faint">${t("fleet.notPlaced")}</p>`}
      <p class="faint" role="status">${isFollowed ? t("fleet.following") : trail === null ? "" : t(trail ? "fleet.trail" : "fleet.trailNone")}</p></div>`}
  <//>`;
}

const unitFacts = (unit) => (unit ? [
  [t("dispatch.unit"), html`<span class="row-wrap"><a href=${`/units/${unit.id}`}>${unit.name}</a><${UnitStatus} standing=${unit.standing} /></span>`],
  [t("units.members"), html`<${Members} members=${unit.members} />`],
] : []);

const facts = (device, row) => {
  const speed = row?.speed ?? device.last?.speedKPH;
  const degrees = row?.degrees ?? device.last?.direction;
  const at = row ? Math.max(row.at, Date.parse(device.seenAt ?? 0)) : device.seenAt;
  return [
    [t("devices.state"), html`<${OnlineMark} device=${row && !row.isQuiet ? { ...device, isOnline: true } : device} />`],
    [t("devices.use"), html`<${Use} use=${device.use} />`],
    [t("devices.speed"), speed === undefined ? null : html`<b>${speedWords(speed)}</b>`],
    speed >= 1 && [t("fleet.direction"), heading(degrees)],
    [t("devices.seen"), at && html`<${Time} at=${new Date(at)} relative />`],
    signalsOf(device).length > 0 && [t("device.signals"), signalsOf(device).join(t("device.comma"))],
    [t("devices.area"), say(device.areaName)],
    device.organisationName && [t("devices.organisation"), say(device.organisationName)],
    [t("devices.ident"), html`<span class="code">${device.ident}</span>`],
  ];
};

/** Draws the last half hour; true when there is something to see, null before it is known. */
function useTrail(fleet, device) {
  const [has, setHas] = useState(null);
  useEffect(() => {
    if (!device) return undefined;
    const control = new AbortController();
    const show = ({ way }) => {
      const points = way.map((point) => [point[1], point[2]]);
      fleet.setTrail(device.serial, points);
      setHas(points.length > 1);
    };
    // Without its trail the vehicle is still there: nothing more is said.
    get(`/devices/${device.id}/track`, { from: new Date(Date.now() - trailMS).toISOString() }, { signal: control.signal }).then(show, () => {});
    return () => {
      control.abort();
      fleet.setTrail(null, null);
    };
  }, [device?.id]);
  return has;
}

function useFollow(fleet, device, engine, onFollow) {
  const [isFollowed, setFollowed] = useState(false);
  useEffect(() => {
    const map = engine?.map;
    if (!isFollowed || !device || !map) return undefined;
    // A map that is held stays where it is: moved by us, it would take a pull for a click.
    let isHeld = false;
    const hold = () => { isHeld = true; };
    const release = () => { isHeld = false; };
    const stop = fleet.listen((row) => row.serial === device.serial && !isHeld && onFollow(row, row.length));
    const leave = () => setFollowed(false);
    const handlers = { dragstart: leave, mousedown: hold, touchstart: hold, mouseup: release, touchend: release, touchcancel: release };
    onFollow(fleet.find(device.serial) ?? device.last, 600);
    for (const [name, fn] of Object.entries(handlers)) map.on(name, fn);
    return () => {
      stop();
      for (const [name, fn] of Object.entries(handlers)) map.off(name, fn);
    };
  }, [isFollowed, device?.id, engine]);
  return [isFollowed, setFollowed];
}
