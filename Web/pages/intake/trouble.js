// What the clerk must know of the draft: whether it went out, and how long the call takes.
import { html, useEffect, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";

export function Trouble({ draft }) {
  const { attempt, error, errors, busy, restored } = draft;
  if (attempt && (!busy || draft.tries > 0)) {
    return html`<div class="form-error intake-waiting" role="alert"><${Icon} name="offline" /><div>
      <p>${t("intake.unknown")}</p><p class="faint">${t("intake.unknownHint", { count: draft.tries })}</p>
      <p><button type="button" class="btn btn-sm" disabled=${busy} onClick=${draft.again}>${t("intake.sendAgain")}</button></p></div></div>`;
  }
  const homeless = Object.entries(errors).filter(([path, words]) => words && !known.some((name) => path === name || path.startsWith(`${name}.`)));
  if (error && (Object.keys(errors).length === 0 || homeless.length > 0)) {
    return html`<div class="form-error" role="alert"><${Icon} name="error" /><div><p>${error.message ?? t("error.program")}</p>${homeless.map(([path, words]) => html`<p key=${path}>${words}</p>`)}
      ${error.code === "idempotency.reused" && html`<p>${t("intake.reused")} <button type="button" class="btn btn-sm" onClick=${draft.renew}>${t("intake.asNew")}</button></p>`}</div></div>`;
  }
  if (restored && !attempt) return html`<p class="form-note"><${Icon} name="history" /> ${t("intake.restored")}</p>`;
  return null;
}

const known = ["reporter", "description", "smallClass", "condition", "place", "part", "source", "photos", "urgent"];

/** How long this call has been written on; quiet, and past half a minute it says so in words. */
export function CallTimer({ draft }) {
  const [now, setNow] = useState(Date.now());
  const isRunning = Boolean(draft.startedAt) && !draft.done;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  if (!isRunning) return null;
  const seconds = Math.max(0, Math.floor((now - draft.startedAt) / 1000));
  return html`<span class="call-timer"><${Icon} name="clock" /> ${t("intake.timer", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` })}</span>`;
}
