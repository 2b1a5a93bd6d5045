// One account: who it is, what it may do and where, and what the security administrator may do with it.
import { html, useState } from "../../kit/html.js";
import { get, read, send } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { Time, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { can, useSession } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { add, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { AccountState } from "./account-state.js";
import { EditAccount, GrantDialog } from "./account-dialogs.js";
import { Grants } from "./account-grants.js";
import { IssueDialog, PasswordShown } from "./password-dialog.js";
import texts from "../../texts/admin.js";

add(texts);

export default function AccountPage({ params }) {
  const me = useSession();
  const account = useLoad(async (signal) => {
    const { value } = await read(`/accounts/${params.id}`, null, { signal });
    return value;
  }, [params.id]);
  const roles = useLoad((signal) => get("/roles", null, { signal }));
  const [shown, setShown] = useState(null);
  const crumbs = [{ href: "/accounts", title: t("accounts.title") }];
  if (account.error && !account.value) return html`<${Page} title=${t("accounts.title")} crumbs=${crumbs}><${ErrorState} error=${account.error} onRetry=${account.refresh} /><//>`;
  if (!account.value) return html`<${Page} title=${t("accounts.title")} crumbs=${crumbs}><${Loading} rows=${6} /><//>`;

  const it = account.value;
  const isOwn = it.id === me.account;
  const manages = can("account.write") && !isOwn;
  const close = () => setShown(null);
  const took = (text) => (answer) => {
    close();
    account.set(answer.value);
    toast(text);
  };
  const act = async (what, text) => {
    try {
      took(text)(await what());
    } catch (error) {
      toastError(error);
      if (error.stale) account.refresh();
    }
  };
  const toState = async (state) => {
    const isOff = state === "disabled";
    if (isOff && !(await confirm({ title: t("account.disableAsk", { login: it.login }), text: t("account.disableText"), action: t("account.disable"), danger: true }))) return;
    await act(() => send("PATCH", `/accounts/${it.id}`, { state }, { version: it.version }), t(isOff ? "account.disabledDone" : "account.enabledDone", { login: it.login }));
  };
  const menu = [
    manages && { label: t("account.edit"), icon: "edit", onSelect: () => setShown("edit") },
    manages && it.lockedUntil && { label: t("account.unlock"), icon: "lock", onSelect: () => act(() => send("POST", `/accounts/${it.id}/unlock`), t("account.unlocked")) },
    can("audit.read") && { label: t("account.history"), icon: "log", href: `/audit?object=account:${it.id}` },
    can("audit.read") && { label: t("account.acted"), icon: "history", href: `/audit?account=${it.id}` },
    manages && (it.state === "active"
      ? { label: t("account.disable"), icon: "lock", danger: true, onSelect: () => toState("disabled") }
      : { label: t("account.enable"), icon: "check", onSelect: () => toState("active") }),
  ].filter(Boolean);

  return html`<${Page} title=${it.name} count=${html`<span class="code">${it.login}</span>`} crumbs=${crumbs} menu=${menu}
      note=${can("account.write") ? isOwn && t("account.own") : t("account.readOnly")}
      actions=${manages && html`<button type="button" class="btn btn-primary" onClick=${() => setShown("issue")}><${Icon} name="key" /> ${t("password.issue")}</button>`}>
    ${it.lockedUntil && html`<p class="form-note" role="status"><${Icon} name="lock" /> ${t("account.lockedUntil", { time: time(it.lockedUntil) })}
      ${manages && html`<button type="button" class="btn btn-sm" onClick=${() => act(() => send("POST", `/accounts/${it.id}/unlock`), t("account.unlocked"))}>${t("account.unlock")}</button>`}</p>`}
    <${Card} title=${t("account.facts")}><${Facts} items=${[
      [t("accounts.state"), html`<${AccountState} account=${it} />`],
      [t("accounts.organisation"), html`<${OrganisationName} id=${it.organisation} link=${can("registry.read")} />`],
      [t("accounts.phone"), it.phone],
      [t("accounts.area"), html`<${AreaName} code=${it.area} />`],
      [t("accounts.secondFactor"), t(it.secondFactor ? "accounts.secondOn" : "accounts.secondOff")],
      [t("accounts.created"), html`<${Time} at=${it.createdAt} />`],
      [t("accounts.updated"), html`<${Time} at=${it.updatedAt} />`],
    ]} /><//>
    <${Grants} account=${it} roles=${roles.value?.roles ?? []} manages=${manages} onAdd=${() => setShown("grant")}
      onRevoke=${(grant, text) => act(() => send("DELETE", `/accounts/${it.id}/grants/${grant.id}`, null, { version: it.version }), text)} />
    ${shown === "edit" && html`<${EditAccount} account=${it} reload=${account.refresh} onClose=${close} onDone=${took(t("account.saved"))} />`}
    ${shown === "grant" && html`<${GrantDialog} account=${it} roles=${roles.value?.roles ?? []} reload=${account.refresh} onClose=${close} onDone=${(answer, text) => took(text)(answer)} />`}
    ${shown === "issue" && html`<${IssueDialog} account=${it} onClose=${close} onIssued=${(password) => setShown({ password })} />`}
    ${shown?.password && html`<${PasswordShown} login=${it.login} password=${shown.password} onClose=${() => { close(); account.refresh(); }} />`}
  <//>`;
}
