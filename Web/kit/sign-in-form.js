// Signing in: the form of the page, and the same over an open page when a session has ended.
import { html, useEffect, useRef, useState } from "./html.js";
import { Dialog } from "./dialog.js";
import { TextField } from "./fields/basic.js";
import { Form, FormActions, useForm } from "./form-core.js";
import { session, signedOut, signIn } from "./session.js";
import { useStore } from "./store.js";
import { t } from "./texts.js";

/** Login, password, and the code only when the account has a second factor. */
export function SignInForm({ login, isFixed, onDone, label }) {
  const [needsCode, setNeedsCode] = useState(false);
  const code = useRef(null);
  const form = useForm({
    guard: false,
    initial: { login: login ?? "", password: "", code: "" },
    check: (values) => ({
      login: values.login.trim() ? null : t("signIn.loginMissing"),
      password: values.password ? null : t("signIn.passwordMissing"),
    }),
    submit: async (values) => {
      try {
        return await signIn(values.login.trim(), values.password, needsCode ? values.code.replace(/\s/g, "") : undefined);
      } catch (error) {
        if (error.code !== "session.code_required" || needsCode) throw error;
        setNeedsCode(true);
        return null;
      }
    },
    done: (me) => me && onDone(me),
  });
  useEffect(() => {
    if (login && login !== form.values.login) form.set("login", login);
  }, [login]);
  useEffect(() => {
    if (needsCode) code.current?.querySelector("input").focus();
  }, [needsCode]);
  return html`<${Form} form=${form} label=${t("signIn.title")}>
    <${TextField} form=${form} name="login" label=${t("signIn.login")} required autocomplete="username" readonly=${isFixed} autofocus=${!isFixed} />
    <${TextField} form=${form} name="password" type="password" label=${t("signIn.password")} required autocomplete="current-password" autofocus=${isFixed} />
    ${needsCode && html`<div ref=${code}><${TextField} form=${form} name="code" label=${t("signIn.code")} hint=${t("signIn.codeHint")} required autocomplete="one-time-code" inputmode="numeric" max=${10} code=${true} /></div>`}
    <${FormActions} form=${form} label=${label ?? t("signIn.title")} /><//>`;
}

/** Over the page when the session has ended: nothing typed below is lost. */
export function SignInDialog() {
  const isOut = useStore(signedOut);
  const me = session.get();
  if (!isOut || !me) return null;
  const leave = () => {
    session.set(null);
    signedOut.set(false);
    location.assign("/sign-in");
  };
  return html`<${Dialog} open=${true} closable=${false} size="small" title=${t("signIn.again")}>
    <p>${t("signIn.againText")}</p>
    <${SignInForm} login=${me.login} isFixed=${true} onDone=${() => signedOut.set(false)} label=${t("signIn.goOn")} />
    <p class="dialog-aside"><button type="button" class="btn btn-link" onClick=${leave}>${t("signIn.other")}</button></p><//>`;
}
