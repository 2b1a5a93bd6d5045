// The same matter again: what the caller adds is written to the case, no new one is made.
import { html, useState } from "../../kit/html.js";
import { get, newKey, send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { t } from "../../kit/texts.js";

/** `onDone({ kind: "told", row })` when the case has the words. */
export function Follow({ row, words, onClose, onDone, onJoin }) {
  const [text, setText] = useState(words.trim());
  const [isUrging, setUrging] = useState(true);
  const [state, setState] = useState({ busy: false, error: null });
  const [key] = useState(newKey);
  const opinion = [isUrging && t("intake.urged"), text.trim()].filter(Boolean).join(isUrging && text.trim() ? t("intake.colon") : "");

  const tell = async () => {
    if (!opinion || state.busy) return;
    setState({ busy: true, error: null });
    try {
      const { row: now } = await get(`/cases/${row.id}`);
      await send("POST", `/cases/${row.id}/actions/comment`, { opinion }, { version: now.version, key });
      onDone({ kind: "told", row: now, opinion });
    } catch (error) {
      if (error.name !== "ApiError") console.error(error);
      setState({ busy: false, error });
    }
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      tell();
    }
  };
  return html`<${Dialog} open=${true} title=${t("intake.followTitle", { number: row.number })} onClose=${onClose} actions=${html`
      ${onJoin && html`<button type="button" class="btn" onClick=${onJoin}>${t("intake.joinInstead")}</button>`}
      <button type="button" class="btn" onClick=${onClose}>${t("common.cancel")}</button>
      <button type="button" class="btn btn-primary" disabled=${!opinion || state.busy} onClick=${tell}>${t(state.busy ? "form.busy" : "intake.tell")}<kbd>Ctrl ⏎</kbd></button>`}>
    <div onKeyDown=${keys}>
      <p>${t("intake.followHint")}</p>
      <label class="check"><input type="checkbox" class="form-check-input" checked=${isUrging} onChange=${(event) => setUrging(event.target.checked)} /><span>${t("intake.isUrging")}</span></label>
      <div class="field"><label for="follow-words">${t("intake.followWords")}</label>
        <textarea class="form-control" id="follow-words" rows="3" maxlength="500" data-autofocus value=${text} onInput=${(event) => setText(event.target.value)}></textarea></div>
      ${state.error && html`<p class="field-error" role="alert">${state.error.message}</p>`}
    </div><//>`;
}
