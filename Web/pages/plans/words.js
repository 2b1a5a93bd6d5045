// Plans in words: kinds, states, minutes.
import { html } from "../../kit/html.js";
import { number, span } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";
import { lengthOf } from "./schedule.js";

const kinds = {
  emergency: "plans.kind.emergency", snow: "plans.kind.snow", flood: "plans.kind.flood", dust: "plans.kind.dust", event: "plans.kind.event", other: "plans.kind.other",
};
const states = { draft: "plans.state.draft", active: "plans.state.active", retired: "plans.state.retired" };
const hints = { draft: "plans.state.draftHint", active: "plans.state.activeHint", retired: "plans.state.retiredHint" };
const icons = { draft: "edit", active: "check", retired: "pause" };

export const kindChoices = () => Object.entries(kinds).map(([value, key]) => ({ value, label: t(key) }));
export const stateChoices = () => Object.entries(states).map(([value, key]) => ({ value, label: t(key), hint: t(hints[value]) }));

/** A shape and a word. */
export const PlanState = ({ plan }) => html`<span class=${`plan-state plan-${plan.state}`}><${Icon} name=${icons[plan.state] ?? "info"} size=${14} /> ${say(plan.stateName)}</span>`;

export const minutesWords = (count) => (count ? t("plans.minutesWords", { count: number(count) }) : t("plans.noLimit"));
export const lengthWords = (steps) => (lengthOf(steps) ? span(lengthOf(steps) * 60e3) : t("plans.noLimit"));
export const resourceWords = ({ name, quantity, unit }) => `${name} ${number(quantity)} ${unit}`.trim();

/** “2 个力量 · 清雪”; nothing where nobody is to be sent. */
export const unitsWords = ({ units, skills }) => [units > 0 && t("plans.unitsWords", { count: number(units) }), ...skills].filter(Boolean).join(" · ");
