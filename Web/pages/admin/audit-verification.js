// Walking along the whole chain: every entry is hashed with the one before it.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { number, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";

export function Verification({ onShow }) {
  const [state, setState] = useState({ busy: false, result: null, error: null });
  const verify = async () => {
    setState({ busy: true, result: null, error: null });
    try {
      setState({ busy: false, error: null, result: { ...(await get("/audit/verification")), at: Date.now() } });
    } catch (error) {
      setState({ busy: false, result: null, error });
    }
  };
  return html`<section class="verification" aria-live="polite" data-test="verification">
    <button type="button" class="btn" disabled=${state.busy} onClick=${verify}><${Icon} name="link" /> ${state.busy ? t("audit.verifying") : t("audit.verify")}</button>
    ${state.error && html`<p class="field-error" role="alert">${state.error.message}</p>`}
    ${state.result && html`<${Result} result=${state.result} onShow=${onShow} />`}
  </section>`;
}

function Result({ result, onShow }) {
  if (result.intact) {
    return html`<div class="verified"><p><${Icon} name="check" /> <b>${t("audit.intact", { count: number(result.checked) })}</b> <span class="faint">${t("audit.verifiedAt", { time: time(result.at) })}</span></p>
      <p class="faint">${t("audit.lastHash")} <${Copy} text=${result.lastHash} /></p></div>`;
  }
  const { sequence, wording } = result.trouble;
  return html`<div class="verified verified-bad" role="alert"><p><${Icon} name="warn" /> <b>${t("audit.broken")}</b> ${say(wording)}
      <button type="button" class="btn btn-sm" onClick=${() => onShow(sequence)}>${t("audit.showEntry", { number: sequence })}</button></p>
    <p>${t("audit.brokenText", { count: number(result.checked) })}</p></div>`;
}
