// A rule in words: each condition as a short phrase.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";
import { useName } from "../devices/words.js";
import { kindName } from "../fences/words.js";
import { familyName, levelFrom } from "../safety/words.js";

const alarms = { 0: "alertRules.alarm0", 1: "alertRules.alarm1", 2: "alertRules.alarm2", 3: "alertRules.alarm3", 8: "alertRules.alarm8", 31: "alertRules.alarm31" };
const signals = {
  cover: { open: "alertRules.coverOpen", closed: "alertRules.coverClosed" },
  lift: { up: "alertRules.liftUp", down: "alertRules.liftDown" },
  load: { empty: "alertRules.loadEmpty", half: "alertRules.loadHalf", full: "alertRules.loadFull" },
};
const days = { all: "alertRules.daysAll", work: "alertRules.daysWork", rest: "alertRules.daysRest" };

export const alarmName = (bit) => (alarms[bit] ? t(alarms[bit]) : t("alertRules.alarmOther", { bit }));
export const namedAlarms = Object.keys(alarms).map(Number);
export const signalNames = Object.keys(signals);
export const signalChoices = (name) => Object.entries(signals[name]).map(([value, key]) => ({ value, label: t(key) }));
export const dayChoices = () => Object.entries(days).map(([value, key]) => ({ value, label: t(key) }));

const join = (words) => words.join(t("device.comma"));

function placesOf(choice, names) {
  const chosen = (choice.fences ?? []).map((id) => names.get(id) ?? t("alertRules.fenceUnknown"));
  return join([...(choice.kind ? [kindName(choice.kind)] : []), ...chosen]);
}

function safetyWords({ safety, safetyLevel }) {
  const families = safety.map(familyName).join(" / ");
  return safetyLevel === undefined ? t("alertRules.safetyWords", { families }) : t("alertRules.safetyLevelWords", { families, level: levelFrom(safetyLevel) });
}

/** The phrases of all conditions; `names` are those of fences by id. */
export function conditionWords({ conditions: rule }, names = new Map()) {
  return [
    rule.inside && t("alertRules.insideWords", { places: placesOf(rule.inside, names) }),
    rule.outside && t("alertRules.outsideWords", { places: placesOf(rule.outside, names) }),
    rule.speedAboveKPH !== undefined && t("alertRules.aboveWords", { value: number(rule.speedAboveKPH) }),
    rule.speedBelowKPH !== undefined && t("alertRules.belowWords", { value: number(rule.speedBelowKPH) }),
    rule.ignitionOn !== undefined && t(rule.ignitionOn ? "alertRules.ignitionOn" : "alertRules.ignitionOff"),
    ...signalNames.map((name) => rule[name] && t(signals[name][rule[name]])),
    ...(rule.alarmBits ? [rule.alarmBits.map(alarmName).join(" / ")] : []),
    rule.safety && safetyWords(rule),
    rule.silentSeconds !== undefined && t("alertRules.silenceWords", { count: number(Math.round(rule.silentSeconds / 60)) }),
  ].filter(Boolean);
}

export const clockOf = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
export const windowWords = ({ window }) => (window ? `${clockOf(window.fromMinute)}–${clockOf(window.toMinute)} ${t(days[window.days])}` : t("alertRules.always"));
export const usesWords = ({ uses }) => (uses.length ? join(uses.map(useName)) : t("alertRules.allUses"));

const icons = { live: "play", draft: "edit", off: "pause" };

/** Draft, in force or off: a shape and a word. */
export const RuleState = ({ rule }) => html`<span class=${`rule-state rule-${rule.state}`}><${Icon} name=${icons[rule.state] ?? "info"} size=${14} /> ${say(rule.stateName)}</span>`;
