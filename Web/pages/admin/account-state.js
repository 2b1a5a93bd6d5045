// An account's state in words; what hinders signing in comes first.
import { html } from "../../kit/html.js";
import { t } from "../../kit/texts.js";

export function statesOf(account) {
  return [
    account.state === "disabled" && { key: "disabled", label: t("accounts.disabled"), isBad: true },
    account.lockedUntil && { key: "locked", label: t("accounts.locked"), isBad: true },
    !account.hasPassword && { key: "none", label: t("accounts.noPassword"), isBad: true },
    account.hasPassword && account.passwordChangeRequired && { key: "change", label: t("accounts.mustChange") },
  ].filter(Boolean);
}

export function AccountState({ account }) {
  const states = statesOf(account);
  if (states.length === 0) return t("accounts.active");
  return html`<span class="tags">${states.map((state) => html`<span key=${state.key} class=${state.isBad ? "tag tag-strong" : "tag"}>${state.label}</span>`)}</span>`;
}
