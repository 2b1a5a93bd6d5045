// Issuing a one-time password: asked for once, shown once.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { Dialog } from "../../kit/dialog.js";
import { Checkbox } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Facts } from "../../kit/page.js";
import { t } from "../../kit/texts.js";

export const issuePassword = async (id, removeSecondFactor = false) =>
  (await send("POST", `/accounts/${id}/password`, { removeSecondFactor })).value.password;

export function IssueDialog({ account, onClose, onIssued }) {
  const [state, setState] = useState({ busy: false, error: null, removeSecond: false });
  const issue = async () => {
    setState((old) => ({ ...old, busy: true, error: null }));
    try {
      onIssued(await issuePassword(account.id, state.removeSecond));
    } catch (error) {
      setState((old) => ({ ...old, busy: false, error }));
    }
  };
  return html`<${Dialog} open=${true} size="small" title=${t("password.issueTitle", { login: account.login })} onClose=${onClose} actions=${html`
      <button type="button" class="btn" data-autofocus onClick=${onClose}>${t("common.cancel")}</button>
      <button type="button" class="btn btn-primary" disabled=${state.busy} onClick=${issue}>${t("password.do")}</button>`}>
    <p>${t("password.issueText")}</p>
    ${account.secondFactor && html`<${Checkbox} label=${t("password.removeSecond")} value=${state.removeSecond} onValue=${(removeSecond) => setState((old) => ({ ...old, removeSecond }))} />`}
    ${state.error && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${state.error.message}</p>`}
  <//>`;
}

/** Cannot be closed by accident: Escape and the corner are left out. */
export function PasswordShown({ login, password, onClose }) {
  return html`<${Dialog} open=${true} size="small" closable=${false} title=${t("password.ready")} actions=${html`
      <button type="button" class="btn btn-primary" onClick=${onClose}>${t("password.done")}</button>`}>
    <${Facts} items=${[[t("password.for"), html`<${Copy} text=${login} />`]]} />
    <p class="secret" data-test="one-time-password"><${Copy} text=${password} /></p>
    <p>${t("password.once")}</p>
  <//>`;
}
