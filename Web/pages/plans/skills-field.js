// Skills: those that units have, by a tick; another one by its name.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Ticks, valueAt } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { t } from "../../kit/texts.js";

export function SkillsField({ form, name, label, hint }) {
  const found = useLoad((signal) => get("/command/skills", null, { signal }));
  const [typed, setTyped] = useState("");
  const chosen = valueAt(form.values, name) ?? [];
  const known = [...new Set([...(found.value?.skills ?? []), ...chosen])];
  const put = () => {
    const skill = typed.trim();
    if (skill && !chosen.includes(skill)) form.set(name, [...chosen, skill]);
    setTyped("");
  };
  const keys = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    put();
  };
  const other = html`<div class="skill-other"><input class="form-control" type="text" maxlength="20" aria-label=${t("plans.skillAdd")} placeholder=${t("plans.skillAdd")} value=${typed} onInput=${(event) => setTyped(event.target.value)} onKeyDown=${keys} />
    <button type="button" class="btn" disabled=${!typed.trim()} onClick=${put}>${t("plans.skillPut")}</button></div>`;
  return html`<${Ticks} form=${form} name=${name} label=${label} hint=${hint} options=${known.map((skill) => ({ value: skill, label: skill }))} after=${other} />`;
}
