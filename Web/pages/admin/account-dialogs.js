// The forms over an account's page: its details, and a further role.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { say, t } from "../../kit/texts.js";
import { filled, OrganisationField, ScopeField } from "./fields.js";
import { GrantFields, rivalOf } from "./grant-fields.js";

export function EditAccount({ account, reload, onClose, onDone }) {
  const form = useForm({
    initial: { name: account.name, phone: account.phone ?? "", organisation: account.organisation, area: account.area || undefined },
    reload,
    check: (values) => ({ name: !values.name.trim() && t("form.required") }),
    submit: (values, { key }) => send("PATCH", `/accounts/${account.id}`, filled(values), { version: account.version, key }),
    done: onDone,
  });
  return html`<${Dialog} open=${true} title=${t("account.edit")} onClose=${onClose}>
    <${Form} form=${form} label=${t("account.edit")}>
      <${TextField} form=${form} name="name" label=${t("accounts.name")} hint=${t("account.nameHint")} required max=${64} />
      <${TextField} form=${form} name="phone" label=${t("accounts.phone")} optional type="tel" max=${20} />
      <${OrganisationField} form=${form} name="organisation" label=${t("accounts.organisation")} optional />
      <${ScopeField} form=${form} name="area" label=${t("accounts.area")} hint=${t("accounts.areaHint")} />
      <${FormActions} form=${form} onCancel=${onClose} /><//><//>`;
}

export function GrantDialog({ account, roles, reload, onClose, onDone }) {
  const held = account.grants.map((grant) => grant.role);
  const roleOf = (code) => roles.find((role) => role.code === code);
  const form = useForm({
    initial: { role: undefined, area: account.area || undefined, organisation: undefined },
    reload,
    check: ({ role }) => {
      if (!role) return { role: t("grants.chooseRole") };
      const rival = rivalOf(roleOf(role), held, roles);
      return { role: rival && t("grants.excluded", { role: say(rival.title) }) };
    },
    submit: ({ role, area, organisation }, { key }) =>
      send("POST", `/accounts/${account.id}/grants`, { role, area: area ?? "", organisation: organisation || undefined }, { version: account.version, key }),
    done: (answer, { role }) => onDone(answer, t("grants.added", { role: say(roleOf(role).title) })),
  });
  return html`<${Dialog} open=${true} title=${t("grants.addTo", { name: account.name })} onClose=${onClose}>
    <${Form} form=${form} label=${t("grants.add")}>
      <${GrantFields} form=${form} roles=${roles} held=${held} />
      <${FormActions} form=${form} label=${t("grants.add")} onCancel=${onClose} /><//><//>`;
}
