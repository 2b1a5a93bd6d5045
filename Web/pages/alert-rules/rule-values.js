// A rule as the values of its form, and back.
import { t } from "../../kit/texts.js";
import { clockOf, signalNames } from "./rule-words.js";

/** "" for anywhere, a kind, or "chosen" with the fences. */
const modeOf = (choice) => (!choice ? undefined : choice.fences?.length ? "chosen" : choice.kind);

export function initialRule(rule) {
  const conditions = rule?.conditions ?? {};
  return {
    name: rule?.name ?? "", severity: rule?.severity ?? "warning", uses: rule?.uses ?? [], area: rule?.area || undefined, organisation: rule?.organisation,
    mode: conditions.silentSeconds === undefined ? "signals" : "silence", silence: conditions.silentSeconds === undefined ? 30 : Math.round(conditions.silentSeconds / 60),
    inside: modeOf(conditions.inside), insideFences: conditions.inside?.fences ?? [], outside: modeOf(conditions.outside), outsideFences: conditions.outside?.fences ?? [],
    above: conditions.speedAboveKPH, below: conditions.speedBelowKPH, ignition: conditions.ignitionOn === undefined ? undefined : conditions.ignitionOn ? "on" : "off",
    cover: conditions.cover, lift: conditions.lift, load: conditions.load, alarmBits: conditions.alarmBits ?? [],
    safety: conditions.safety ?? [], safetyLevel: conditions.safetyLevel === undefined ? undefined : String(conditions.safetyLevel),
    forSeconds: rule?.forSeconds ?? 30, rejoinSeconds: rule?.rejoinSeconds ?? 300,
    hasHours: Boolean(rule?.window), from: clockOf(rule?.window?.fromMinute ?? 1320), to: clockOf((rule?.window?.toMinute ?? 360) % 1440), days: rule?.window?.days ?? "all",
    class: rule?.caseClass, condition: rule?.caseCondition,
  };
}

const choiceOf = (mode, fences) => (!mode ? undefined : mode === "chosen" ? { fences } : { kind: mode });

/** Tyres and blind spots have no levels. */
export const hasLevels = (safety) => safety.includes("driver") || safety.includes("assistance");

export function conditionsOf(values) {
  if (values.mode === "silence") return { silentSeconds: Math.round(values.silence * 60) };
  return {
    inside: choiceOf(values.inside, values.insideFences), outside: choiceOf(values.outside, values.outsideFences),
    speedAboveKPH: values.above, speedBelowKPH: values.below, ignitionOn: values.ignition ? values.ignition === "on" : undefined,
    ...Object.fromEntries(signalNames.map((name) => [name, values[name] || undefined])),
    alarmBits: values.alarmBits.length ? values.alarmBits : undefined,
    safety: values.safety.length ? values.safety : undefined, safetyLevel: values.safetyLevel && hasLevels(values.safety) ? Number(values.safetyLevel) : undefined,
  };
}

const minuteOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** What the API takes. An end at midnight is the end of the day. */
export const bodyOf = (values) => ({
  name: values.name.trim(), severity: values.severity, uses: values.uses, area: values.area ?? "", organisation: values.organisation || undefined, conditions: conditionsOf(values),
  forSeconds: values.mode === "silence" ? 0 : values.forSeconds, rejoinSeconds: values.rejoinSeconds,
  window: values.hasHours ? { fromMinute: minuteOf(values.from), toMinute: minuteOf(values.to) || 1440, days: values.days } : undefined,
  caseClass: values.class || undefined, caseCondition: values.class ? values.condition : undefined,
});

const isWithin = (value, from, to) => Number.isFinite(value) && value >= from && value <= to;
const secondsTrouble = (value) => (Number.isInteger(value) && isWithin(value, 0, 86_400) ? null : t("alertRules.secondsBad"));
const speedTrouble = (value) => (value === undefined || isWithin(value, 0, 300) ? null : t("alertRules.speedBad"));

export function checkRule(values) {
  const required = (value) => (String(value ?? "").trim() ? null : t("form.required"));
  const errors = {
    name: required(values.name), severity: required(values.severity), rejoinSeconds: secondsTrouble(values.rejoinSeconds),
    from: values.hasHours ? required(values.from) : null, to: values.hasHours ? required(values.to) : null,
  };
  if (values.mode === "silence") return { ...errors, silence: isWithin(values.silence, 1, 10_080) ? null : t("alertRules.silenceBad") };
  const isEmpty = Object.values(conditionsOf(values)).every((each) => each === undefined);
  return {
    ...errors, forSeconds: secondsTrouble(values.forSeconds), above: speedTrouble(values.above), below: speedTrouble(values.below),
    insideFences: values.inside === "chosen" && values.insideFences.length === 0 ? t("alertRules.needFence") : null,
    outsideFences: values.outside === "chosen" && values.outsideFences.length === 0 ? t("alertRules.needFence") : null,
    conditions: isEmpty ? t("alertRules.needCondition") : null,
  };
}
