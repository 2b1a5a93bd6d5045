// A button that is held and not tapped: two seconds with a finger, the mouse, or Enter or space.
import { cx, html, useEffect, useRef, useState } from "../../kit/html.js";
import { t } from "../../kit/texts.js";
import { position, watchPosition } from "../position.js";

export const holdMS = 2000;

/** `onHeld()` after two seconds, `onShort()` when it was let go before. */
export function HoldButton({ label, className, onHeld, onShort, children }) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef(null);
  const stopWatch = useRef(null);
  const end = () => {
    clearTimeout(timer.current);
    timer.current = null;
    stopWatch.current?.();
    stopWatch.current = null;
    setHeld(false);
  };
  useEffect(() => {
    const hide = () => timer.current && end();
    window.addEventListener("blur", hide);
    return () => {
      window.removeEventListener("blur", hide);
      end();
    };
  }, []);
  const begin = () => {
    if (timer.current) return;
    // The place is looked for while the finger is still down; a question of the browser would lift it.
    if (position.get()) stopWatch.current = watchPosition();
    setHeld(true);
    timer.current = setTimeout(() => {
      end();
      onHeld();
    }, holdMS);
  };
  const isKey = (event) => event.key === "Enter" || event.key === " ";
  const keyDown = (event) => {
    if (!isKey(event)) return;
    event.preventDefault();
    if (!event.repeat) begin();
  };
  const keyUp = (event) => {
    if (!isKey(event)) return;
    event.preventDefault();
    if (!timer.current) return;
    end();
    onShort?.();
  };
  return html`<button type="button" class=${cx("sos-hold", className)} aria-label=${label}
      onPointerDown=${(event) => event.button === 0 && begin()} onPointerUp=${end} onPointerCancel=${end} onPointerLeave=${end} onContextMenu=${(event) => event.preventDefault()}
      onKeyDown=${keyDown} onKeyUp=${keyUp} onBlur=${end} onClick=${() => onShort?.()}>${children}</button>
    ${isHeld && html`<${Ring} />`}`;
}

const Ring = () => html`<div class="sos-ring" role="status" popover="manual" ref=${(element) => element?.showPopover?.()}>
  <svg viewBox="0 0 120 120" aria-hidden="true"><circle cx="60" cy="60" r="52" /><circle class="sos-ring-run" cx="60" cy="60" r="52" pathLength="100" /></svg>
  <strong>SOS</strong><span>${t("field.sos.holding")}</span></div>`;
