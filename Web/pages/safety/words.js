// Active safety in words: which system noticed it, how bad, how many of its files came.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";

const families = { driver: "safety.family.driver", assistance: "safety.family.assistance", tyre: "safety.family.tyre", blind_spot: "safety.family.blind_spot" };
const levels = ["safety.level0", "safety.level1", "safety.level2", "safety.level3"];
const icons = ["minus", "info", "warn", "bell"];
const known = (level) => Math.min(Math.max(level, 0), levels.length - 1);

export const familyName = (family) => t(families[family] ?? "safety.family");
export const familyChoices = () => Object.entries(families).map(([value, key]) => ({ value, label: t(key) }));
export const levelName = (level) => t(levels[known(level)]);
export const levelFrom = (level) => (known(level) === levels.length - 1 ? levelName(level) : t("safety.levelFrom", { level: levelName(level) }));
export const levelChoices = () => [1, 2, 3].map((level) => ({ value: String(level), label: levelFrom(level) }));

/** A shape and a word; the worst is filled. */
export const Level = ({ level }) => html`<span class=${`severity safety-level safety-level${known(level)}`}><${Icon} name=${icons[known(level)]} size=${14} /> ${levelName(level)}</span>`;

export const missing = (alarm) => Math.max(0, alarm.attachments - alarm.files.length);

export function FilesMark({ alarm }) {
  if (alarm.attachments === 0 && alarm.files.length === 0) return html`<span class="faint">${t("safety.filesNone")}</span>`;
  return html`<span class="nowrap">${t("safety.filesWords", { count: number(alarm.files.length), all: number(Math.max(alarm.attachments, alarm.files.length)) })}
    ${missing(alarm) > 0 && html` <span class="safety-missing"><${Icon} name="clock" size=${12} /> ${t("safety.filesMissing", { count: number(missing(alarm)) })}</span>`}</span>`;
}
