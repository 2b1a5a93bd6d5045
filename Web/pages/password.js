// Changing one's own password, which is also what somebody with an issued one does first.
import { html } from "../kit/html.js";
import { send } from "../kit/api.js";
import { Form, FormActions, TextField, useForm } from "../kit/form.js";
import { Card, Page } from "../kit/page.js";
import { go } from "../kit/router.js";
import { session, useSession } from "../kit/session.js";
import { add, t } from "../kit/texts.js";
import { toast } from "../kit/toast.js";
import texts from "../texts/account.js";

add(texts);

export default function PasswordPage() {
  const me = useSession();
  const form = useForm({
    guard: false,
    initial: { current: "", new: "", again: "" },
    check: (values) => ({
      current: values.current ? null : t("ownPassword.missing"),
      new: values.new ? null : t("ownPassword.missing"),
      again: values.again === values.new ? null : t("ownPassword.differ"),
    }),
    submit: async (values, { key }) => (await send("PUT", "/session/password", { current: values.current, new: values.new }, { key })).value,
    done: async (report) => {
      const isFirst = me.passwordChangeRequired;
      delete report.token;
      session.set(report);
      toast(t("ownPassword.done"));
      await go(isFirst ? "/" : "/profile", { replace: true, force: true });
    },
  });
  const must = me.passwordChangeRequired;
  return html`<${Page} title=${t("ownPassword.title")} crumbs=${must ? null : [{ href: "/profile", title: t("profile.title") }]} note=${must ? t("ownPassword.mustChange") : null}>
    <${Card} label=${t("ownPassword.title")}><${Form} form=${form} label=${t("ownPassword.title")}>
      <input class="visually-hidden" type="text" autocomplete="username" value=${me.login} readonly tabindex="-1" aria-hidden="true" />
      <${TextField} form=${form} name="current" type="password" label=${t("ownPassword.current")} required autocomplete="current-password" />
      <${TextField} form=${form} name="new" type="password" label=${t("ownPassword.new")} hint=${t("ownPassword.newHint")} required autocomplete="new-password" />
      <${TextField} form=${form} name="again" type="password" label=${t("ownPassword.again")} required autocomplete="new-password" />
      <${FormActions} form=${form} label=${t("ownPassword.title")} cancel=${must ? null : "/profile"} /><//><//><//>`;
}
