// A right click or a long press on a place: report here, who answers here, its coordinates.
import { html, useEffect, useRef, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { copyText } from "../../kit/copy.js";
import { coordinates } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { menuKeys } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { canSend, sendHref } from "../dispatch/send-link.js";

export function useContextMenu() {
  const [at, setAt] = useState(null);
  return { at, open: ({ lngLat, point }) => setAt({ lng: lngLat.lng, lat: lngLat.lat, x: point.x, y: point.y }), close: () => setAt(null) };
}

export function ContextMenu({ at, frame, onClose, onShow }) {
  const root = useRef(null);
  useEffect(() => {
    root.current.querySelector("[role=menuitem]").focus();
    const leave = (event) => !root.current?.contains(event.target) && onClose();
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [at]);
  const close = () => {
    onClose();
    frame.current?.querySelector("canvas")?.focus({ preventScroll: true });
  };
  const copy = async () => {
    const text = `${at.lng.toFixed(6)},${at.lat.toFixed(6)}`;
    const isDone = await copyText(text);
    toast(isDone ? t("cityMap.copied", { text }) : t("copy.failed"), isDone ? {} : { tone: "error" });
  };
  const who = async () => {
    try {
      const place = await get("/places", { lng: at.lng, lat: at.lat });
      if (place.gridCode) onShow({ kind: "grid", id: place.gridCode }, at);
      else onShow({ kind: "area", id: place.areaCode }, at);
    } catch (error) {
      if (error.notFound) toast(t("cityMap.outside"));
      else toastError(error);
    }
  };
  const items = [
    can("case.report") && { key: "report", icon: "plus", label: t("cityMap.reportHere"), does: () => go(`/intake?lng=${at.lng.toFixed(6)}&lat=${at.lat.toFixed(6)}`) },
    canSend() && { key: "send", icon: "send", label: t("cityMap.sendHere"), does: () => go(sendHref({ place: at })) },
    canSend() && { key: "incident", icon: "flag", label: t("cityMap.incidentHere"), does: () => go(`/incidents/new?lng=${at.lng.toFixed(6)}&lat=${at.lat.toFixed(6)}`) },
    { key: "who", icon: "people", label: t("cityMap.whoHere"), does: who },
    { key: "copy", icon: "copy", label: t("cityMap.copyPlace"), does: copy },
  ].filter(Boolean);
  const width = frame.current?.clientWidth ?? 0;
  const height = frame.current?.clientHeight ?? 0;
  const style = { left: `${Math.max(8, Math.min(at.x, width - 232))}px`, top: `${Math.max(8, Math.min(at.y, height - 240))}px` };
  return html`<div class="menu-list context-menu" role="menu" aria-label=${t("cityMap.placeMenu")} ref=${root} style=${style} onKeyDown=${(event) => menuKeys(event, root.current, close)}>
    <p class="menu-note" role="presentation">${coordinates(at.lng, at.lat)}</p>
    ${items.map((item) => html`<button key=${item.key} type="button" class="menu-item" role="menuitem" tabindex="-1" onClick=${() => { close(); item.does(); }}><${Icon} name=${item.icon} /><span>${item.label}</span></button>`)}
  </div>`;
}
