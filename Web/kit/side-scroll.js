// A box wider than its place: a shade lies at the side where there is more, and the keyboard can reach and move it.
import { cx, html, useEffect, useRef, useState } from "./html.js";

const slackPX = 2;

export function SideScroll({ label, children }) {
  const box = useRef(null);
  const more = useMore(box);
  const reach = more.isWide ? { tabindex: 0, role: "group", "aria-label": label } : {};
  return html`<div class=${cx("side-shade", more.before && "has-before", more.after && "has-after")}><div class="table-scroll" ref=${box} ...${reach}>${children}</div></div>`;
}

// The room is measured when a size changes, not while scrolling.
function useMore(box) {
  const [more, setMore] = useState({ isWide: false, before: false, after: false });
  useEffect(() => {
    const frame = box.current;
    let room = 0;
    const tell = () => {
      const at = Math.abs(frame.scrollLeft);
      const next = { isWide: room > slackPX, before: at > slackPX, after: room - at > slackPX };
      setMore((old) => (Object.keys(next).every((key) => old[key] === next[key]) ? old : next));
    };
    const sizes = new ResizeObserver(() => {
      room = frame.scrollWidth - frame.clientWidth;
      tell();
    });
    sizes.observe(frame);
    for (const child of frame.children) sizes.observe(child);
    frame.addEventListener("scroll", tell, { passive: true });
    return () => {
      sizes.disconnect();
      frame.removeEventListener("scroll", tell);
    };
  }, []);
  return more;
}
