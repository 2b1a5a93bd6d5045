// SOS in the head of every screen, and the line below it that says how one's call stands.
import { cx, html, useEffect } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { store, useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { expired } from "../account.js";
import { callHelp, help, helpNow, refreshHelp } from "../help.js";
import { items } from "../items.js";
import { online } from "../line.js";
import { serves } from "../orders.js";
import { runHelp, runOutbox } from "../outbox.js";
import { HoldButton } from "./hold.js";
import { SosSheet } from "./sos-sheet.js";
import { sosWords } from "./words.js";

const isShown = store(false);

export const sendHelp = () => callHelp(() => {
  runHelp();
  runOutbox({ again: true });
}).catch(toastError);

export function SosButton() {
  const value = useStore(help);
  const all = useStore(items);
  if (!serves()) return null;
  const now = helpNow(value, all);
  const held = () => {
    sendHelp();
    isShown.set(true);
  };
  return html`<${HoldButton} label=${t("field.sos.button")} className=${cx("sos-button", now && now.state !== "closed" && "sos-button-on")} onHeld=${held} onShort=${() => isShown.set(true)}>SOS<//>`;
}

/** How my call stands, on every screen until it is over and has been seen. */
export function SosBanner() {
  const value = useStore(help);
  const all = useStore(items);
  useStore(online);
  useStore(expired);
  const isOpen = useStore(isShown);
  useEffect(() => {
    refreshHelp();
  }, []);
  if (!serves()) return null;
  const now = helpNow(value, all);
  return html`${now && html`<div class=${cx("field-banner sos-banner", now.state === "closed" && "sos-banner-over")} role="status"><${Icon} name=${now.state === "closed" ? "check" : "bell"} size=${20} /><span>${sosWords(now)}</span>
      <button type="button" class="btn" onClick=${() => isShown.set(true)}>${t("common.view")}</button></div>`}
    ${isOpen && html`<${SosSheet} now=${now} onHeld=${sendHelp} onClose=${() => isShown.set(false)} />`}`;
}
