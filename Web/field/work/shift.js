// My shift: consent first, in words that say what is noted, who sees it, and how to take it back.
import { html, useEffect, useState } from "../../kit/html.js";
import { confirm } from "../../kit/dialog.js";
import { clockTime, date, metres, number, span, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { duty, endShift, isAgreed, readDuty, setConsent, startShift } from "../track.js";

export function Shift() {
  const { shift, consent, facts, waiting, trouble, at } = useStore(duty);
  const [isBusy, setBusy] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    readDuty();
    const timer = setInterval(() => tick((old) => old + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  const agreed = isAgreed(consent);
  const act = (work, done) => async () => {
    setBusy(true);
    try {
      await work();
      if (done) toast(done());
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
  };
  const end = async () => {
    if (await confirm({ title: t("field.shift.endAsk"), text: t("field.shift.endHint"), action: t("field.shift.end") })) await endShift();
  };
  const withdraw = async () => {
    if (await confirm({ title: t("field.consent.withdraw"), text: t("field.consent.withdrawHint"), action: t("field.consent.withdraw"), danger: true })) await setConsent(false);
  };
  return html`<section class="field-section" aria-labelledby="field-shift"><h2 id="field-shift">${t("field.shift.title")}</h2>
    ${shift ? html`<p class="field-shift-on"><strong>${t("field.shift.since", { time: clockTime(shift.startedAt) })}</strong> · ${span(Date.now() - shift.startedAt)}${date(shift.startedAt) !== date(Date.now()) && html` · <span class="field-warn">${t("field.shift.sinceOther", { day: time(shift.startedAt) })}</span>`}</p>
      <p class="faint">${agreed ? t("field.shift.track", { distance: metres(facts?.distanceM ?? 0), count: number(facts?.fixes ?? 0) }) : t("field.shift.noTrack")}${waiting > 0 && ` ${t("field.shift.waiting", { count: number(waiting) })}`}</p>`
      : html`<p>${t("field.shift.off")}</p>`}
    ${trouble && !trouble.offline && !at && html`<p class="field-note field-note-warn"><${Icon} name="warn" /> ${trouble.message}</p>`}
    ${!agreed && html`<div class="field-consent"><h3>${t("field.consent.title")}</h3><ul><li>${t("field.consent.what")}</li><li>${t("field.consent.when")}</li><li>${t("field.consent.who")}</li><li>${t("field.consent.back")}</li></ul>
      <button type="button" class="btn field-wide" disabled=${isBusy} onClick=${act(() => setConsent(true), () => t("field.consent.given"))}><${Icon} name="check" size=${20} /> ${t("field.consent.agree")}</button></div>`}
    ${shift ? html`<button type="button" class="btn field-wide" disabled=${isBusy} onClick=${act(end)}><${Icon} name="pause" size=${20} /> ${t("field.shift.end")}</button>`
      : html`<button type="button" class="btn btn-primary field-wide" disabled=${isBusy} onClick=${act(startShift)}><${Icon} name="clock" size=${20} /> ${t(agreed ? "field.shift.start" : "field.shift.startBare")}</button>`}
    ${agreed && html`<p class="field-hint">${t("field.consent.since", { time: consent.at ? time(consent.at) : "" })} <button type="button" class="btn btn-link" disabled=${isBusy} onClick=${act(withdraw)}>${t("field.consent.withdraw")}</button></p>`}
  </section>`;
}
