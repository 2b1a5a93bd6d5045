// One organisation: what it is, what stands below it, who works in it.
import { html, useState } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { confirm, Dialog } from "../../kit/dialog.js";
import { useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useList, useLoad } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { AreaName, OrganisationName, renewOrganisations } from "../../kit/names.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { can, may } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { DataTable } from "../../kit/table.js";
import { organisationKindName, postName } from "../../kit/terms.js";
import { add, nameOf, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { filled } from "../admin/fields.js";
import { missing, OrganisationForm } from "./organisation-form.js";
import { OrganisationState } from "./organisations.js";
import { staffColumns } from "./staff-columns.js";
import texts from "../../texts/organisations.js";

add(texts);

export default function OrganisationPage({ params }) {
  const organisation = useLoad((signal) => get(`/organisations/${params.id}`, null, { signal }), [params.id]);
  const children = useList("/organisations", { parent: params.id }, { limit: 500 });
  const staff = useList("/staff", { organisation: params.id, state: "active" }, { limit: 500 });
  const [isEditing, setEditing] = useState(false);
  useLive("registry.changed", () => [organisation, children, staff].forEach((each) => each.refresh()), { settle: 1000 });
  const crumbs = [{ href: "/organisations", title: t("organisations.title") }];
  if (!organisation.value) {
    return html`<${Page} title=${t("organisations.title")} crumbs=${crumbs}>${organisation.error ? html`<${ErrorState} error=${organisation.error} onRetry=${organisation.refresh} />` : html`<${Loading} rows=${8} />`}<//>`;
  }
  const it = organisation.value;
  const mayWrite = may("registry.write", it.area);
  const took = (text) => ({ value }) => {
    organisation.set(value);
    renewOrganisations();
    setEditing(false);
    toast(text);
  };
  const toState = async (state, done) => {
    const name = nameOf(it);
    if (state === "closed" && !(await confirm({ title: t("organisation.closeAsk", { name }), text: t("organisation.closeText"), action: t("organisation.closeIt"), danger: true }))) return;
    try {
      took(t(done, { name }))(await send("PATCH", `/organisations/${it.id}`, { state }, { version: it.version }));
    } catch (error) {
      toastError(error);
      if (error.stale) organisation.refresh();
    }
  };
  const menu = [
    mayWrite && it.state === "active" && { label: t("organisations.newBelow"), icon: "plus", href: `/organisations/new?parent=${it.id}` },
    can("case.read") && { label: t("organisation.cases"), icon: "case", href: `/cases?organisation=${it.id}&state=open` },
    mayWrite && (it.state === "active"
      ? { label: t("organisation.closeIt"), icon: "lock", danger: true, onSelect: () => toState("closed", "organisation.closedDone") }
      : { label: t("organisation.openIt"), icon: "check", onSelect: () => toState("active", "organisation.openedDone") }),
  ].filter(Boolean);
  return html`<${Page} title=${nameOf(it)} crumbs=${crumbs} menu=${menu}
      actions=${mayWrite && html`<button type="button" class="btn btn-primary" onClick=${() => setEditing(true)}><${Icon} name="edit" /> ${t("organisation.edit")}</button>`}>
    <${Card} title=${t("organisation.facts")}><${Facts} items=${[
      [t("organisations.code"), html`<${Copy} text=${it.code} />`],
      [t("organisations.kind"), organisationKindName(it.kind)],
      [t("organisations.state"), html`<${OrganisationState} state=${it.state} />`],
      [t("organisations.parent"), it.parent ? html`<${OrganisationName} id=${it.parent} link />` : t("organisations.noParent")],
      [t("organisations.area"), html`<${AreaName} code=${it.area} />`],
      [t("organisations.phone"), it.phone],
      [t("organisations.englishName"), it.englishName],
      [t("organisation.posts"), posts(staff.items)],
    ]} /><//>
    ${children.items.length > 0 && html`<${Card} title=${t("organisation.children")}><ul class="plain children">${children.items.map((child) => html`<li key=${child.id}>
      <a href=${`/organisations/${child.id}`}>${nameOf(child)}</a> <span class="faint">${organisationKindName(child.kind)}</span> ${child.state === "closed" && html`<${OrganisationState} state=${child.state} />`}</li>`)}</ul><//>`}
    <h2 class="part-title">${t("organisation.staff")}</h2>
    <${DataTable} name="organisation-staff" caption=${t("organisation.staff")} columns=${staffColumns({ withOrganisation: children.items.length > 0 })} list=${staff} href=${(row) => `/staff?person=${row.id}`}
      empty=${{ title: t("organisation.noStaff"), text: t("organisation.noStaffHint"), icon: "people" }} />
    ${isEditing && html`<${Edit} organisation=${it} reload=${organisation.refresh} onClose=${() => setEditing(false)} onDone=${took(t("organisation.saved"))} />`}
  <//>`;
}

function posts(people) {
  const counts = new Map();
  for (const person of people) counts.set(person.post, (counts.get(person.post) ?? 0) + 1);
  if (counts.size === 0) return null;
  return html`<span class="tags">${[...counts].map(([post, count]) => html`<span class="tag" key=${post}>${t("organisation.postCount", { post: postName(post), count })}</span>`)}</span>`;
}

function Edit({ organisation, reload, onClose, onDone }) {
  const { name, englishName, kind, parent, area, phone } = organisation;
  const form = useForm({
    initial: { name, englishName, kind, parent, area, phone },
    reload,
    check: (values) => missing(values, ["name", "kind", "area"]),
    submit: (values, { key }) => send("PATCH", `/organisations/${organisation.id}`, filled(values), { version: organisation.version, key }),
    done: onDone,
  });
  return html`<${Dialog} open=${true} title=${t("organisation.editTitle")} onClose=${onClose}><${OrganisationForm} form=${form} label=${t("organisation.editTitle")} onCancel=${onClose} /><//>`;
}
