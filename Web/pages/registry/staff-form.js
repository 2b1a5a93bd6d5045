// The fields of a person. A phone number that is masked for the reader is never sent back masked.
import { html } from "../../kit/html.js";
import { get, list, send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { AreaPicker, Choice, Form, FormActions, OrganisationPicker, SearchSelect, TextField, useForm } from "../../kit/form.js";
import { can } from "../../kit/session.js";
import { posts } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { filled } from "../admin/fields.js";
import { missing } from "./organisation-form.js";

function Fields({ form, isNew, isMasked }) {
  return html`
    ${isNew && html`<${TextField} form=${form} name="number" label=${t("staff.number")} hint=${t("staff.numberHint")} required code max=${32} />`}
    <${TextField} form=${form} name="name" label=${t("staff.name")} required max=${40} />
    <${OrganisationPicker} form=${form} name="organisation" label=${t("staff.organisation")} required />
    <${Choice} form=${form} name="post" label=${t("staff.post")} required options=${posts()} />
    <${TextField} form=${form} name="phone" label=${t("staff.phone")} hint=${isMasked && t("staff.phoneMasked")} optional type="tel" max=${20} />
    <${AreaPicker} form=${form} name="area" label=${t("staff.area")} hint=${isNew && t("staff.areaHint")} optional=${isNew} required=${!isNew} />
    ${can("account.read") && html`<${AccountPicker} form=${form} name="accountID" label=${t("staff.account")} hint=${t("staff.accountHint")} optional />`}`;
}

export function AccountPicker(props) {
  const search = async (text, signal) => (await list("/accounts", { text, state: "active", limit: 20 }, { signal })).items.map((account) => ({ value: account.id, label: account.login, detail: account.name }));
  const show = async (id) => (await get(`/accounts/${id}`)).login;
  return html`<${SearchSelect} ...${props} search=${search} show=${show} placeholder=${t("staff.accountSearch")} />`;
}

export function NewPerson({ onClose, onDone }) {
  const form = useForm({
    initial: { number: "", name: "", organisation: undefined, post: undefined, phone: "", area: undefined, accountID: undefined },
    check: (values) => missing(values, ["number", "name", "organisation", "post"]),
    submit: (values, { key }) => send("POST", "/staff", Object.fromEntries(Object.entries(values).filter(([, value]) => value)), { key }),
    done: onDone,
  });
  return html`<${Dialog} open=${true} title=${t("staff.new")} onClose=${onClose}><${Form} form=${form} label=${t("staff.new")}>
    <${Fields} form=${form} isNew /><${FormActions} form=${form} onCancel=${onClose} /><//><//>`;
}

export function EditPerson({ person, reload, onClose, onDone }) {
  const isMasked = Boolean(person.phone?.includes("*"));
  const { name, organisation, post, area, accountID } = person;
  const form = useForm({
    initial: { name, organisation, post, phone: isMasked ? "" : person.phone ?? "", area, accountID },
    reload,
    check: (values) => missing(values, ["name", "organisation", "post", "area"]),
    submit: ({ phone, ...values }, { key }) => {
      const body = filled(isMasked && !phone ? values : { ...values, phone });
      return send("PATCH", `/staff/${person.id}`, body, { version: person.version, key });
    },
    done: onDone,
  });
  return html`<${Dialog} open=${true} title=${t("staff.editTitle")} onClose=${onClose}><${Form} form=${form} label=${t("staff.editTitle")}>
    <${Fields} form=${form} isMasked=${isMasked} /><${FormActions} form=${form} onCancel=${onClose} /><//><//>`;
}
