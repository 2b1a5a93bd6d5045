// The second factor: enrolled with the password and a first code, removed with a code.
import { html, useState } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { session } from "../../kit/session.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

export function SecondFactor({ me }) {
  const [step, setStep] = useState(null);
  const [secret, setSecret] = useState(null);
  const close = () => {
    setStep(null);
    setSecret(null);
  };
  const finish = async (words) => {
    close();
    session.set(await get("/session"));
    toast(words);
  };
  return html`<${Card} title=${t("factor.title")}>
    <p>${me.secondFactor ? t("factor.on") : t("factor.off")}</p>
    <button type="button" class="btn" onClick=${() => setStep(me.secondFactor ? "remove" : "password")}>${me.secondFactor ? t("factor.remove") : t("factor.enrol")}</button>
    <${Dialog} open=${step !== null} size="small" title=${step === "remove" ? t("factor.remove") : t("factor.enrol")} onClose=${close}>
      ${step === "password" && html`<${PasswordStep} me=${me} onCancel=${close} onDone=${(made) => { setSecret(made); setStep("code"); }} />`}
      ${step === "code" && html`<${CodeStep} secret=${secret} onCancel=${close} onDone=${() => finish(t("factor.enrolled"))} />`}
      ${step === "remove" && html`<${RemoveStep} onCancel=${close} onDone=${() => finish(t("factor.removed"))} />`}<//>
  <//>`;
}

function PasswordStep({ me, onCancel, onDone }) {
  const form = useForm({ guard: false, initial: { password: "" }, check: (values) => ({ password: values.password ? null : t("form.required") }),
    submit: async (values) => (await send("POST", "/session/totp", values)).value, done: onDone });
  return html`<${Form} form=${form}><p>${t("factor.passwordFirst")}</p>
    <input class="visually-hidden" type="text" autocomplete="username" value=${me.login} readonly tabindex="-1" aria-hidden="true" />
    <${TextField} form=${form} name="password" type="password" label=${t("signIn.password")} required autocomplete="current-password" />
    <${FormActions} form=${form} label=${t("factor.next")} onCancel=${onCancel} /><//>`;
}

const digits = (text) => text.replace(/\s/g, "");

function useCode(method, path, onDone) {
  return useForm({ guard: false, initial: { code: "" }, check: (values) => ({ code: values.code.trim() ? null : t("form.required") }),
    submit: (values) => send(method, path, { code: digits(values.code) }), done: onDone });
}

function CodeStep({ secret, onCancel, onDone }) {
  const form = useCode("POST", "/session/totp/confirm", onDone);
  return html`<${Form} form=${form}><p>${t("factor.scan")}</p>
    <p><span class="faint">${t("factor.secret")}</span><br /><${Copy} text=${secret.secret} /></p>
    <p><a class="btn btn-sm" href=${secret.url}>${t("factor.openApp")}</a></p>
    <${TextField} form=${form} name="code" label=${t("factor.code")} required autocomplete="one-time-code" inputmode="numeric" max=${10} code=${true} />
    <${FormActions} form=${form} label=${t("factor.confirm")} onCancel=${onCancel} /><//>`;
}

function RemoveStep({ onCancel, onDone }) {
  const form = useCode("DELETE", "/session/totp", onDone);
  return html`<${Form} form=${form}><p>${t("factor.removeText")}</p>
    <${TextField} form=${form} name="code" label=${t("signIn.code")} required autocomplete="one-time-code" inputmode="numeric" max=${10} code=${true} />
    <${FormActions} form=${form} label=${t("factor.remove")} danger=${true} onCancel=${onCancel} /><//>`;
}
