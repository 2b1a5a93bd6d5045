// Signing in on the phone: once with a line, then it goes on without.
import { html, useState } from "../../kit/html.js";
import { city } from "../../kit/city.js";
import { Dialog } from "../../kit/dialog.js";
import { Icon } from "../../kit/icons.js";
import { useTitle } from "../../kit/page.js";
import { session, signIn } from "../../kit/session.js";
import { SignInForm } from "../../kit/sign-in-form.js";
import { useStore } from "../../kit/store.js";
import { language, say, setLanguage, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { entered, lastLogin, leave } from "../account.js";
import { isUnsent, items } from "../items.js";
import { online } from "../line.js";

export function SignInScreen({ me }) {
  const { name, demo } = useStore(city);
  const chosen = useStore(language);
  const isOnline = useStore(online);
  const waiting = useStore(items).filter(isUnsent).length;
  useTitle(t("signIn.title"));
  return html`<header class="field-head"><p class="field-city"><span class="city-mark" aria-hidden="true"></span>${say(name)}</p>
      <button type="button" class="field-sun" lang=${chosen === "zh" ? "en" : "zh-CN"} aria-label=${t("shell.otherLanguage")} onClick=${() => setLanguage(chosen === "zh" ? "en" : "zh")}>${chosen === "zh" ? "EN" : "中"}</button></header>
    <main class="field-main" id="main"><h1>${t("field.title")}</h1>
      ${me?.passwordChangeRequired ? html`<${MustChange} />` : html`
        <p class="faint">${t("field.signInHint")}</p>
        ${!isOnline && html`<p class="field-note field-note-warn"><${Icon} name="offline" /> ${t("field.signInOffline")}</p>`}
        ${waiting > 0 && html`<p class="field-note"><${Icon} name="info" /> ${t("field.othersWaiting", { count: waiting })}</p>`}
        <${SignInForm} login=${lastLogin()} onDone=${entered} />
        ${demo?.length > 0 && html`<${Demo} accounts=${demo.filter((each) => ["collector", "handler", "handler_lead"].includes(each.role))} />`}`}
    </main>`;
}

const MustChange = () => html`<p>${t("field.mustChange")}</p>
  <div class="field-buttons"><a class="btn btn-primary" href="/profile/password">${t("field.toPassword")}</a>
    <button type="button" class="btn" onClick=${() => leave().catch(toastError)}>${t("shell.signOut")}</button></div>`;

function Demo({ accounts }) {
  const [isBusy, setBusy] = useState(false);
  const enter = async (account) => {
    setBusy(true);
    try {
      entered(await signIn(account.login, account.password));
    } catch (error) {
      toastError(error);
      setBusy(false);
    }
  };
  return html`<section aria-labelledby="field-demo"><h2 id="field-demo">${t("signIn.demo")}</h2><div class="field-buttons">
    ${accounts.map((account) => html`<button type="button" class="btn" key=${account.login} disabled=${isBusy} onClick=${() => enter(account)}>${say(account.title)}</button>`)}</div></section>`;
}

/** Over the page, when the person wants to: the words on it stay. */
export function AgainDialog({ onClose }) {
  const me = session.get();
  const done = (fresh) => {
    entered(fresh);
    onClose();
  };
  return html`<${Dialog} open=${true} size="small" title=${t("field.signInAgain")} onClose=${onClose}>
    <p>${t("field.againText")}</p><${SignInForm} login=${me.login} isFixed=${true} onDone=${done} label=${t("signIn.goOn")} /><//>`;
}
