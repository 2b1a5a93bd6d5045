// The collectors of a responsibility grid: some people of the staff, as a field of a form.
import { html, useState } from "../../../kit/html.js";
import { get } from "../../../kit/api.js";
import { StaffPicker } from "../../../kit/form.js";
import { Icon } from "../../../kit/icons.js";
import { useLoad } from "../../../kit/load.js";
import { t } from "../../../kit/texts.js";

export function PeopleField({ form, name, label, disabled }) {
  const ids = form.values[name] ?? [];
  const [round, setRound] = useState(0);
  const people = useLoad(async (signal) => Promise.all(ids.map((id) => get(`/staff/${id}`, null, { signal }))), [ids.join()]);
  const names = new Map((people.value ?? []).map((person) => [person.id, person.name]));
  const put = (id) => {
    if (id && !ids.includes(id)) form.set(name, [...ids, id]);
    setRound(round + 1);
  };
  return html`<fieldset class="shape-field"><legend class="form-label">${label}</legend>
    <ul class="people-list">${ids.map((id) => html`<li key=${id}><span>${names.get(id) ?? "…"}</span>
      ${!disabled && html`<button type="button" class="btn btn-sm btn-icon" aria-label=${t("responsibility.remove", { name: names.get(id) ?? "" })} onClick=${() => form.set(name, ids.filter((each) => each !== id))}><${Icon} name="close" /></button>`}</li>`)}</ul>
    ${!disabled && html`<${StaffPicker} key=${round} label=${t("responsibility.addCollector")} post="collector" value=${undefined} onValue=${put} error=${form.errors[name]} />`}
  </fieldset>`;
}
