// Oneself: account, roles, password, second factor, language and appearance.
import { html } from "../kit/html.js";
import { RadioGroup } from "../kit/form.js";
import { Time, time } from "../kit/format.js";
import { AreaName, useOrganisations } from "../kit/names.js";
import { Card, Facts, Page } from "../kit/page.js";
import { useSession } from "../kit/session.js";
import { useStore } from "../kit/store.js";
import { add, language, nameOf, say, setLanguage, t } from "../kit/texts.js";
import { theme } from "../kit/theme.js";
import { SecondFactor } from "./profile/second-factor.js";
import texts from "../texts/account.js";

add(texts);

export default function ProfilePage() {
  const me = useSession();
  const organisation = useOrganisations()?.get(me.organisation);
  return html`<${Page} title=${t("profile.title")}>
    <div class="grid-2">
      <${Card} title=${t("profile.account")}><${Facts} items=${[
        [t("profile.login"), html`<span class="code">${me.login}</span>`],
        [t("profile.name"), me.name],
        [t("profile.area"), html`<${AreaName} code=${me.area} />`],
        organisation && [t("profile.organisation"), nameOf(organisation)],
        [t("profile.ends"), html`<${Time} at=${me.expiresAt} />`],
      ]} /><//>
      <${Card} title=${t("profile.roles")}>${me.roles.length === 0 ? html`<p class="faint">${t("profile.noRoles")}</p>` : html`<ul class="plain">
        ${me.roles.map((role) => html`<li key=${`${role.code}${role.area}${role.organisation}`}>${say(role.title)} · <${AreaName} code=${role.area} /></li>`)}</ul>`}<//>
      <${Card} title=${t("profile.password")}><p>${t("profile.passwordUntil", { time: time(me.passwordExpiresAt) })}</p><a class="btn" href="/profile/password">${t("profile.changePassword")}</a><//>
      <${SecondFactor} me=${me} />
      <${Card} title=${t("profile.look")}><${Look} /><//>
    </div><//>`;
}

function Look() {
  const chosen = useStore(language);
  const shade = useStore(theme);
  return html`<${RadioGroup} inline label=${t("profile.language")} value=${chosen} onValue=${setLanguage} options=${[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} />
    <${RadioGroup} inline label=${t("theme.label")} value=${shade} onValue=${theme.set} options=${[
      { value: "auto", label: t("theme.auto") }, { value: "light", label: t("theme.light") }, { value: "dark", label: t("theme.dark") }]} />
    <p class="field-hint">${t("profile.kept")}</p>`;
}
