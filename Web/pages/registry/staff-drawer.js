// One person: facts, and what may be changed.
import { html, useState } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { confirm } from "../../kit/dialog.js";
import { Drawer } from "../../kit/drawer.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Facts } from "../../kit/page.js";
import { can, may } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { postName } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { StaffState } from "./staff-columns.js";
import { EditPerson } from "./staff-form.js";

export function PersonDrawer({ id, onClose, onChanged }) {
  const person = useLoad(async (signal) => (id ? get(`/staff/${id}`, null, { signal }) : null), [id]);
  const [isEditing, setEditing] = useState(false);
  useLive("registry.changed", person.refresh, { settle: 1000 });
  const it = person.value;
  const took = (text) => ({ value }) => {
    setEditing(false);
    person.set(value);
    onChanged();
    toast(text);
  };
  const toState = async (state, done) => {
    if (state === "left" && !(await confirm({ title: t("staff.leaveAsk", { name: it.name }), text: t("staff.leaveText"), action: t("staff.leave"), danger: true }))) return;
    try {
      took(t(done, { name: it.name }))(await send("PATCH", `/staff/${it.id}`, { state }, { version: it.version }));
    } catch (error) {
      toastError(error);
      if (error.stale) person.refresh();
    }
  };
  const buttons = it && may("registry.write", it.area) && html`
    <button type="button" class="btn btn-primary" onClick=${() => setEditing(true)}><${Icon} name="edit" /> ${t("staff.edit")}</button>
    ${it.state === "active"
      ? html`<button type="button" class="btn btn-danger" onClick=${() => toState("left", "staff.leftDone")}>${t("staff.leave")}</button>`
      : html`<button type="button" class="btn" onClick=${() => toState("active", "staff.returned")}>${t("staff.return")}</button>`}`;
  return html`<${Drawer} open=${id} title=${it?.name ?? t("staff.title")} onClose=${onClose} actions=${buttons}>
    ${person.error && !it ? html`<${ErrorState} error=${person.error} onRetry=${person.refresh} />` : !it ? html`<${Loading} rows=${6} />` : html`<${Facts} items=${[
      [t("staff.number"), html`<${Copy} text=${it.number} />`],
      [t("staff.post"), postName(it.post)],
      [t("staff.organisation"), html`<${OrganisationName} id=${it.organisation} link />`],
      [t("staff.area"), html`<${AreaName} code=${it.area} />`],
      [t("staff.phone"), it.phone],
      [t("staff.state"), html`<${StaffState} state=${it.state} />`],
      [t("staff.account"), html`<${AccountLink} id=${it.accountID} />`],
    ]} />`}
    ${isEditing && html`<${EditPerson} person=${it} reload=${person.refresh} onClose=${() => setEditing(false)} onDone=${took(t("staff.saved"))} />`}
  <//>`;
}

function AccountLink({ id }) {
  const account = useLoad(async (signal) => (id && can("account.read") ? get(`/accounts/${id}`, null, { signal }) : null), [id]);
  if (!id) return t("staff.noAccount");
  if (!can("account.read")) return t("common.yes");
  return html`<a href=${`/accounts/${id}`}><span class="code">${account.value?.login ?? id}</span></a>`;
}
