// The parts of a unit's form that the kit has no field for: several people, several devices, skills in the city's words.
import { html, useState } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { Field, SearchSelect, StaffPicker } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { say, t } from "../../kit/texts.js";

const errorOf = (form, name) => form.errors[name] ?? Object.entries(form.errors).find(([path]) => path.startsWith(`${name}.`))?.[1];

/** Values with their names as chips, each of which can be dropped. */
function Chosen({ form, name, label }) {
  const chosen = form.values[name];
  if (chosen.length === 0) return null;
  const drop = (value) => form.set(name, chosen.filter((each) => each.value !== value));
  return html`<ul class="chips" aria-label=${label} aria-live="polite">${chosen.map(({ value, label: words }) => html`<li class="chip" key=${value}><span class="chip-words">${words}</span>
    <button type="button" class="icon-button" aria-label=${t("units.drop", { name: words })} onClick=${() => drop(value)}><${Icon} name="close" size=${12} /></button></li>`)}</ul>`;
}

const added = (form, name) => (option) => {
  if (option && !form.values[name].some(({ value }) => value === option.value)) form.set(name, [...form.values[name], { value: option.value, label: option.label }]);
};

/** People with accounts: [{ value, label }]. */
export function MembersField({ form }) {
  return html`<div class="unit-choice" data-field="members"><${StaffPicker} key=${form.values.members.length} label=${t("units.members")} hint=${t("units.membersHint")} placeholder=${t("units.addMember")} account error=${errorOf(form, "members")} onChoose=${added(form, "members")} optional />
    <${Chosen} form=${form} name="members" label=${t("units.members")} /></div>`;
}

/** Devices, by name, plate or number: [{ value, label }]. */
export function DevicesField({ form }) {
  const search = async (text, signal) => {
    const known = new Set(form.values.devices.map(({ value }) => value));
    const { items } = await list("/devices", { text, state: "active", limit: 20 }, { signal });
    return items.filter(({ id }) => !known.has(id)).map((device) => ({ value: device.id, label: device.name, detail: say(device.organisationName) || device.ident }));
  };
  return html`<div class="unit-choice" data-field="devices"><${SearchSelect} key=${form.values.devices.length} label=${t("units.devices")} hint=${t("units.devicesHint")} placeholder=${t("units.addDevice")} nothing=${t("units.noDevice")} search=${search} error=${errorOf(form, "devices")} onChoose=${added(form, "devices")} optional />
    <${Chosen} form=${form} name="devices" label=${t("units.devices")} /></div>`;
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
