// The worker that keeps the app on the phone, and how a new version comes in: when the person says so.
import { html } from "../kit/html.js";
import { store, useStore } from "../kit/store.js";
import { t } from "../kit/texts.js";

/** A new version that waits, or null. */
const waiting = store(null);
/** The browser's offer to put the app on the home screen. */
export const installOffer = store(null);

const lookEveryMS = 30 * 60e3;

export async function keepCurrent() {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installOffer.set(event);
  });
  window.addEventListener("appinstalled", () => installOffer.set(null));
  if (!navigator.serviceWorker) return;
  try {
    const registration = await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" });
    watch(registration);
    setInterval(() => registration.update().catch(() => {}), lookEveryMS);
  } catch {
    // Without a worker the app still works with a line; what is written is kept all the same.
  }
}

function watch(registration) {
  const look = () => {
    // The very first worker needs no reload: this page is what it keeps.
    if (registration.waiting && navigator.serviceWorker.controller) waiting.set(registration.waiting);
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
}

function takeNew(worker) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("take-over");
}

export function UpdateBar() {
  const worker = useStore(waiting);
  if (!worker) return null;
  return html`<div class="field-banner" role="status"><span>${t("field.newVersion")}</span>
    <button type="button" class="btn" onClick=${() => takeNew(worker)}>${t("field.takeNewVersion")}</button></div>`;
}
