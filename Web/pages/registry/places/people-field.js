// The collectors of a responsibility grid: some people of the staff, as a field of a form.
import { html, useState } from "../../../kit/html.js";
import { get } from "../../../kit/api.js";
import { StaffPicker } from "../../../kit/form.js";
import { Icon } from "../../../kit/icons.js";
import { useLoad } from "../../../kit/load.js";
import { t } from "../../../kit/texts.js";

/** The people of these ids; null while they are read. */
const usePeople = (ids) => useLoad(async (signal) => Promise.all(ids.map((id) => get(`/staff/${id}`, null, { signal }))), [ids.join()]).value;

export const PeopleNames = ({ ids }) => (usePeople(ids) ?? []).map((person) => person.name).join("、") || "…";

export function PeopleField({ form, name, label }) {
  const ids = form.values[name] ?? [];
  const [round, setRound] = useState(0);
  const names = new Map((usePeople(ids) ?? []).map((person) => [person.id, person.name]));
  const put = (id) => {
    if (id && !ids.includes(id)) form.set(name, [...ids, id]);
    setRound(round + 1);
  };
  return html`<fieldset class="shape-field" data-field=${name}><legend class="form-label">${label}</legend>
    <ul class="people-list">${ids.map((id) => html`<li key=${id}><span>${names.get(id) ?? "…"}</span>
      <button type="button" class="btn btn-sm btn-icon" aria-label=${t("responsibility.remove", { name: names.get(id) ?? "" })} onClick=${() => form.set(name, ids.filter((each) => each !== id))}><${Icon} name="close" /></button></li>`)}</ul>
    <${StaffPicker} key=${round} label=${t("responsibility.addCollector")} post="collector" value=${undefined} onValue=${put} error=${form.errors[name]} />
  </fieldset>`;
}
