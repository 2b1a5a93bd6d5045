// The line on which the server tells where devices in a part of the map are, as it changes.
import { url } from "../../kit/api.js";

const retryMS = 8000;
const downAfterMS = 5000;

/** Without a `box` the whole city is told of. `onRows(rows, isAll)` for each message, `onState("live" | "down")`. Returns how to close. Rows: [serial, lng·10⁵, lat·10⁵, degrees, km/h, unix seconds]. */
export function openLine({ box, zoom, onRows, onState }) {
  let source = null;
  let timer = null;
  let downTimer = null;
  let isClosed = false;

  const hear = (isAll) => (event) => {
    clearTimeout(downTimer);
    downTimer = null;
    onState?.("live");
    onRows(JSON.parse(event.data), isAll);
  };
  const open = () => {
    if (isClosed || document.hidden) return;
    source = new EventSource(url("/devices/live", { bbox: box?.map((value) => value.toFixed(5)).join(","), zoom: Math.round(zoom) }));
    source.addEventListener("all", hear(true));
    source.addEventListener("moved", hear(false));
    source.onerror = () => {
      // The server ends a line every ten minutes and the browser opens it again: only what lasts is told.
      downTimer ??= setTimeout(() => onState?.("down"), downAfterMS);
      if (source?.readyState !== EventSource.CLOSED) return;
      source = null;
      timer = setTimeout(open, retryMS);
    };
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  // A tab that nobody looks at gives its line back; browsers open few to one server.
  const look = () => {
    if (document.hidden) close();
    else if (!source) open();
  };
  document.addEventListener("visibilitychange", look);
  open();
  return () => {
    isClosed = true;
    clearTimeout(downTimer);
    document.removeEventListener("visibilitychange", look);
    close();
  };
}
