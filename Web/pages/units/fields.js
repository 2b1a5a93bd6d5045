// The parts of a unit's form that the kit has no field for: several people, several devices, skills in the city's words.
import { html, useState } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { Field, SearchSelect, StaffPicker } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { say, t } from "../../kit/texts.js";
import { Several } from "../dispatch/several.js";

const errorOf = (form, name) => form.errors[name] ?? Object.entries(form.errors).find(([path]) => path.startsWith(`${name}.`))?.[1];

const drop = (name) => t("units.drop", { name });

/** People with accounts: [{ value, label }]. */
export const MembersField = ({ form }) => html`<${Several} form=${form} name="members" label=${t("units.members")} drop=${drop} picker=${(field) => html`<${StaffPicker} ...${field}
  label=${t("units.members")} hint=${t("units.membersHint")} placeholder=${t("units.addMember")} account optional />`} />`;

/** Devices, by name, plate or number: [{ value, label }]. */
export function DevicesField({ form }) {
  const search = async (text, signal) => {
    const known = new Set(form.values.devices.map(({ value }) => value));
    const { items } = await list("/devices", { text, state: "active", limit: 20 }, { signal });
    return items.filter(({ id }) => !known.has(id)).map((device) => ({ value: device.id, label: device.name, detail: say(device.organisationName) || device.ident }));
  };
  return html`<${Several} form=${form} name="devices" label=${t("units.devices")} drop=${drop} picker=${(field) => html`<${SearchSelect} ...${field}
    label=${t("units.devices")} hint=${t("units.devicesHint")} placeholder=${t("units.addDevice")} nothing=${t("units.noDevice")} search=${search} optional />`} />`;
}

/** Those that the city knows as ticks, and a line for another. */
export function SkillsField({ form }) {
  const [typed, setTyped] = useState("");
  const known = useLoad((signal) => get("/command/skills", null, { signal })).value?.skills ?? [];
  const { skills } = form.values;
  const flip = (skill) => form.set("skills", skills.includes(skill) ? skills.filter((each) => each !== skill) : [...skills, skill]);
  const add = () => {
    const skill = typed.trim();
    if (skill && !skills.includes(skill)) form.set("skills", [...skills, skill]);
    setTyped("");
  };
  const keys = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    add();
  };
  return html`<${Field} name="skills" label=${t("units.skills")} hint=${t("units.skillsHint")} error=${errorOf(form, "skills")} group optional>
    <div class="choices">${[...new Set([...known, ...skills])].map((skill) => html`<label class="choice" key=${skill}><input type="checkbox" checked=${skills.includes(skill)} onChange=${() => flip(skill)} /><span>${skill}</span></label>`)}</div>
    <div class="skill-add"><input class="form-control" type="text" maxlength="20" aria-label=${t("units.skillAdd")} placeholder=${t("units.skillAdd")} value=${typed} onInput=${(event) => setTyped(event.target.value)} onKeyDown=${keys} />
      <button type="button" class="btn" disabled=${!typed.trim()} onClick=${add}>${t("units.addOne")}</button></div><//>`;
}
