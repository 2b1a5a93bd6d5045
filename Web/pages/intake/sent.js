// After the call is sent: its number, what to tell the caller, what happens next, and the next call by one key.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../kit/html.js";
import { newKey, send } from "../../kit/api.js";
import { ClockBar } from "../../kit/clockbar.js";
import { Copy, copyText } from "../../kit/copy.js";
import { go } from "../../kit/router.js";
import { roleName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { isTyping } from "./keys.js";

export function Sent({ draft, onNext }) {
  const { done } = draft;
  const next = useRef(null);
  useEffect(() => next.current?.focus(), []);
  const row = done.kind === "told" ? done.row : done.case.row;
  const acting = useActions(draft);
  useKeys({ n: onNext, a: () => acting.run("accept"), k: () => acting.run("request_verification"), c: () => copyNumber(shownNumber(done, row)), o: () => go(`/cases/${shownNumber(done, row)}`) });

  return html`<section class="panel intake-sent" aria-live="polite">
    <p class="sent-what">${title(done)}${done.seconds !== null && html`<span class="faint"> ${t("intake.took", { seconds: done.seconds })}</span>`}</p>
    <p class="sent-number"><${Copy} text=${shownNumber(done, row)} label=${grouped(shownNumber(done, row))} /></p>
    ${done.notJoined && html`<p class="sent-warn" role="alert">${t("intake.notJoined", { number: done.notJoined.target.number, words: say(done.notJoined.words) })}</p>`}
    <${Next} done=${done} row=${row} />
    ${acting.error && html`<p class="field-error" role="alert">${acting.error.message}</p>`}
    <div class="actions">
      <button type="button" class="btn btn-primary" ref=${next} onClick=${onNext}>${t("intake.next")}<kbd>N</kbd></button>
      ${acting.offers("accept") && html`<button type="button" class="btn" disabled=${acting.busy} onClick=${() => acting.run("accept")}>${t("intake.accept")}<kbd>A</kbd></button>`}
      ${acting.offers("request_verification") && html`<button type="button" class="btn" disabled=${acting.busy} onClick=${() => acting.run("request_verification")}>${t("intake.verify")}<kbd>K</kbd></button>`}
      <a class="btn" href=${`/cases/${shownNumber(done, row)}`}>${t("intake.openCase")}<kbd>O</kbd></a>
    </div>
  </section>`;
}

// A caller who joined a case asks for that case later, not for the entry that was merged.
const shownNumber = (done, row) => (done.kind === "joined" ? done.target.number : row.number);

/** County, day and serial apart, as one reads it aloud. */
const grouped = (number) => (/^.{19}$/.test(number) ? `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}` : number);

function title(done) {
  if (done.kind === "joined") return t("intake.joined");
  if (done.kind === "told") return t("intake.told");
  return t("intake.sent");
}

function Next({ done, row }) {
  if (done.kind === "told") return html`<p class="sent-say">${t("intake.sayTold", { number: row.number, state: say(row.stateName) })}</p>`;
  if (done.kind === "joined") return html`<p class="sent-say">${t("intake.sayJoined", { number: done.target.number })}</p><p class="faint">${t("intake.joinedAs", { number: row.number })}</p>`;
  const { condition, clocks, suggestedOrganisation, reporters } = done.case;
  const wantsReply = reporters.some((each) => each.wantsReply);
  const running = clocks.filter((clock) => !clock.stoppedAt);
  return html`<p class="sent-say">${t("intake.say", { number: row.number })}${condition && t("intake.sayLimit", { limit: say(condition.limit) })}${wantsReply && t("intake.sayReply")}</p>
    <div class="sent-next"><p><strong>${say(row.stateName)}</strong>${row.turn && html` · ${t("intake.turn", { role: roleName(row.turn) })}`}${suggestedOrganisation && html` · ${t("intake.suggested", { name: say(suggestedOrganisation.name) })}`}</p>
      ${running.map((clock) => html`<${ClockBar} key=${clock.kind} clock=${clock} />`)}</div>`;
}

async function copyNumber(number) {
  toast((await copyText(number)) ? t("intake.copied", { number }) : t("copy.failed"));
}

/** The second step for those who may: accept at once, or send somebody to look. */
function useActions(draft) {
  const [state, setState] = useState({ busy: false, error: null });
  const found = draft.done.kind === "new" ? draft.done.case : null;
  const offers = (action) => {
    const offer = found?.actions.find((each) => each.action === action);
    return Boolean(offer) && (action !== "accept" || Boolean(found.row.smallClass));
  };
  const run = async (action) => {
    if (!offers(action) || state.busy) return;
    setState({ busy: true, error: null });
    try {
      const { value } = await send("POST", `/cases/${found.row.id}/actions/${action}`, {}, { version: found.row.version, key: newKey() });
      draft.update(value);
      setState({ busy: false, error: null });
      toast(t(action === "accept" ? "intake.accepted" : "intake.verifying"));
    } catch (error) {
      if (error.name !== "ApiError") console.error(error);
      setState({ busy: false, error });
    }
  };
  return { ...state, offers, run };
}

function useKeys(actions) {
  const latest = useRef(actions);
  latest.current = actions;
  useLayoutEffect(() => {
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
