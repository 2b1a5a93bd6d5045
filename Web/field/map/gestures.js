// One finger moves, two fingers zoom, a tap picks, a long press means “here”.
import { moved, zoomed } from "./view.js";

const longPressMS = 550;
const slack = 8;

/** Puts the gestures on an element; `look()` gives the view, `see(view)` shows another. Returns how to stop. */
export function gestures(element, { look, see, tap, hold }) {
  const fingers = new Map();
  let start = null;
  let timer = null;
  let lastTap = 0;

  const at = (event) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const cancelHold = () => clearTimeout(timer);

  const down = (event) => {
    if (!look()) return;
    element.setPointerCapture?.(event.pointerId);
    fingers.set(event.pointerId, at(event));
    if (fingers.size > 1) {
      start = null;
      cancelHold();
      return;
    }
    start = { ...at(event), time: Date.now() };
    cancelHold();
    timer = setTimeout(() => {
      if (start) hold?.({ x: start.x, y: start.y });
      start = null;
    }, longPressMS);
  };

  const move = (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    if (fingers.size === 2) {
      const [a, b] = [...fingers.entries()].map(([id, point]) => (id === event.pointerId ? [point, now] : [point, point]));
      pinch(a, b);
    } else if (!start || Math.hypot(now.x - start.x, now.y - start.y) > slack) {
      start = null;
      cancelHold();
      see(moved(look(), now.x - before.x, now.y - before.y));
    } else return;
    fingers.set(event.pointerId, now);
  };

  const pinch = ([a0, a1], [b0, b1]) => {
    const before = Math.hypot(a0.x - b0.x, a0.y - b0.y);
    const now = Math.hypot(a1.x - b1.x, a1.y - b1.y);
    const middle = { x: (a1.x + b1.x) / 2, y: (a1.y + b1.y) / 2 };
    const shifted = moved(look(), middle.x - (a0.x + b0.x) / 2, middle.y - (a0.y + b0.y) / 2);
    see(before > 0 && now > 0 ? zoomed(shifted, Math.log2(now / before), middle) : shifted);
  };

  const up = (event) => {
    cancelHold();
    fingers.delete(event.pointerId);
    if (!start || event.type === "pointercancel") return;
    const isDouble = Date.now() - lastTap < 300;
    lastTap = Date.now();
    if (isDouble) see(zoomed(look(), 1, start));
    else tap?.({ x: start.x, y: start.y });
    start = null;
  };

  const wheel = (event) => {
    event.preventDefault();
    see(zoomed(look(), event.deltaY < 0 ? 0.5 : -0.5, at(event)));
  };

  const events = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, wheel };
  for (const [name, fn] of Object.entries(events)) element.addEventListener(name, fn, { passive: false });
  return () => {
    cancelHold();
    for (const [name, fn] of Object.entries(events)) element.removeEventListener(name, fn);
  };
}
