// Pickers of what the registry knows: areas, organisations, people. The value is the code or the id.
import { html } from "../html.js";
import { get, list } from "../api.js";
import { levelName, postName } from "../terms.js";
import { nameOf, say, t } from "../texts.js";
import { SearchSelect } from "./search-select.js";

const areaOption = (area) => ({ value: area.code, label: nameOf(area), detail: `${levelName(area.level)} ${area.code}` });

/** An area by name or code; `level` narrows to one level, `levels` says which come first without words. */
export function AreaPicker(props) {
  const search = async (text, signal) => {
    const query = { text, level: props.level ?? (text ? undefined : "county"), limit: 20 };
    return (await list("/areas", query, { signal })).items.map(areaOption);
  };
  // A scope is the beginning of codes: `4203` is the whole of 420300.
  const show = async (code) => nameOf(await get(`/areas/${code.length < 6 ? code.padEnd(6, "0") : code}`));
  return html`<${SearchSelect} ...${props} search=${search} show=${show} placeholder=${props.placeholder ?? t("pick.area")} nothing=${t("pick.noArea")} />`;
}

/** An organisation: as a tree without words, by name or code with them. */
export function OrganisationPicker(props) {
  const search = async (text, signal) => {
    if (text || props.kind) {
      const query = { text, kind: props.kind, state: "active", limit: 20 };
      return (await list("/organisations", query, { signal })).items.map((each) => ({ value: each.id, label: nameOf(each), detail: say(each.kindTitle) }));
    }
    const { items } = await get("/organisations/tree", { state: "active" }, { signal });
    return items.map(({ depth, organisation }) => ({ value: organisation.id, label: nameOf(organisation), detail: say(organisation.kindTitle), depth }));
  };
  const show = async (id) => nameOf(await get(`/organisations/${id}`));
  return html`<${SearchSelect} ...${props} search=${search} show=${show} placeholder=${props.placeholder ?? t("pick.organisation")} nothing=${t("pick.noOrganisation")} />`;
}

/** Somebody of the staff. `account` makes the value the account's id, and leaves out who has none. */
export function StaffPicker(props) {
  const value = (person) => (props.account ? person.accountID : person.id);
  const search = async (text, signal) => {
    const query = { text, organisation: props.organisation, post: props.post, area: props.area, state: "active", limit: 20 };
    const { items } = await list("/staff", query, { signal });
    return items.filter(value).map((person) => ({ value: value(person), label: person.name, detail: `${say(person.postTitle) || postName(person.post)} ${person.number}`, person }));
  };
  const show = async (id) => {
    if (!props.account) return (await get(`/staff/${id}`)).name;
    return (await list("/staff", { limit: 500 })).items.find((person) => person.accountID === id)?.name;
  };
  return html`<${SearchSelect} ...${props} search=${search} show=${show} placeholder=${props.placeholder ?? t("pick.staff")} nothing=${t("pick.noStaff")} />`;
}
