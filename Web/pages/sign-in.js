// Signing in. A demo city offers its accounts.
import { html, useState } from "../kit/html.js";
import { city } from "../kit/city.js";
import { Icon } from "../kit/icons.js";
import { useTitle } from "../kit/page.js";
import { go, useQuery } from "../kit/router.js";
import { useSession } from "../kit/session.js";
import { SignInForm } from "../kit/sign-in-form.js";
import { signIn } from "../kit/session.js";
import { useStore } from "../kit/store.js";
import { add, say, t } from "../kit/texts.js";
import { toastError } from "../kit/toast.js";
import texts from "../texts/account.js";

add(texts);

// Only places of this site: an address from outside must not lead away from here.
const safe = (next) => (next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/");

export default function SignInPage() {
  const [query] = useQuery();
  const me = useSession();
  const { name, demo } = useStore(city);
  const accounts = Array.isArray(demo) ? demo : [];
  useTitle(t("signIn.title"));
  const enter = () => go(safe(query.next), { replace: true, force: true });
  return html`<div class="sign-in">
    <section class="panel sign-in-panel"><div class="panel-body">
      <h1 tabindex="-1">${say(name)}</h1><p class="faint">${t("signIn.place")}</p>
      ${me
        ? html`<p>${t("signIn.already", { name: me.name })}</p><button type="button" class="btn btn-primary" onClick=${enter}>${t("signIn.enter")}</button>`
        : html`<${SignInForm} onDone=${enter} />`}
    </div></section>
    ${accounts.length > 0 && !me && html`<${DemoAccounts} accounts=${accounts} onDone=${enter} />`}
  </div>`;
}

function DemoAccounts({ accounts, onDone }) {
  const [busy, setBusy] = useState(null);
  const enter = async (account) => {
    setBusy(account.login);
    try {
      await signIn(account.login, account.password);
      onDone();
    } catch (error) {
      toastError(error);
      setBusy(null);
    }
  };
  return html`<section class="panel demo-accounts" aria-labelledby="demo-title"><header class="panel-head"><h2 id="demo-title">${t("signIn.demo")}</h2></header><p class="demo-hint faint">${t("signIn.demoHint")}</p>
    <ul class="demo-list">${accounts.map((account) => html`<li key=${account.login}><button type="button" disabled=${busy !== null} onClick=${() => enter(account)}>
      <${Icon} name="person" /><span>${say(account.title)}</span><span class="code faint">${account.login}</span></button></li>`)}</ul></section>`;
}
