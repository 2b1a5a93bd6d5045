// Is there a line? What the browser says is a hint; what requests found out is the truth.
import { store } from "../kit/store.js";

/** True when the last request reached the server, or nothing is known to the contrary. */
export const online = store(navigator.onLine !== false);

/** Called by whoever tried: `error` of a request, or nothing when it got through. */
export function noteLine(error) {
  if (!error) online.set(true);
  else if (error.offline) online.set(false);
  else if (error.status > 0) online.set(true);
}

window.addEventListener("offline", () => online.set(false));
window.addEventListener("online", () => online.set(true));
