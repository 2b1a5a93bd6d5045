// A new account: who it is for, the first role, and at once the password to begin with.
import { html, useState } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { Card, Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { useSession } from "../../kit/session.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { OrganisationField, ScopeField } from "./fields.js";
import { GrantFields } from "./grant-fields.js";
import { issuePassword, PasswordShown } from "./password-dialog.js";
import texts from "../../texts/admin.js";

add(texts);

export default function NewAccountPage() {
  const me = useSession();
  const roles = useLoad((signal) => get("/roles", null, { signal }));
  const [made, setMade] = useState(null);
  const form = useForm({
    initial: { login: "", name: "", phone: "", organisation: undefined, area: me.area || undefined, grant: {} },
    check: (values) => ({ login: !values.login.trim() && t("form.required"), name: !values.name.trim() && t("form.required") }),
    submit: (values, { key }) => send("POST", "/accounts", sent(values), { key }),
    done: async ({ value }) => {
      try {
        setMade({ ...value, password: await issuePassword(value.id) });
      } catch (error) {
        toast(t("password.failed", { message: error.message }), { tone: "error" });
        go(`/accounts/${value.id}`);
      }
    },
  });
  const close = () => {
    toast(t("account.created", { login: made.login }));
    go(`/accounts/${made.id}`);
  };
  return html`<${Page} title=${t("accounts.new")} crumbs=${[{ href: "/accounts", title: t("accounts.title") }]}>
    <${Form} form=${form} label=${t("accounts.new")}>
      <${Card} title=${t("account.facts")}>
        <${TextField} form=${form} name="login" label=${t("accounts.login")} hint=${t("account.loginHint")} required code max=${64} autofocus />
        <${TextField} form=${form} name="name" label=${t("accounts.name")} hint=${t("account.nameHint")} required max=${64} />
        <${TextField} form=${form} name="phone" label=${t("accounts.phone")} optional type="tel" max=${20} />
        <${OrganisationField} form=${form} name="organisation" label=${t("accounts.organisation")} optional />
        <${ScopeField} form=${form} name="area" label=${t("accounts.area")} hint=${t("accounts.areaHint")} />
      <//>
      <${Card} title=${t("grants.title")}><${GrantFields} form=${form} path="grant" roles=${roles.value?.roles ?? []} optional /><//>
      <${FormActions} form=${form} label=${t("account.createAndIssue")} cancel="/accounts" />
    <//>
    ${made && html`<${PasswordShown} login=${made.login} password=${made.password} onClose=${close} />`}
  <//>`;
}

function sent({ grant, ...values }) {
  const grants = grant.role ? [{ role: grant.role, area: grant.area ?? "", organisation: grant.organisation || undefined }] : [];
  return { ...values, organisation: values.organisation || undefined, phone: values.phone || undefined, area: values.area ?? "", grants };
}
