// The terms of a contract: what each is called, what it means, and how it is written.
import { number } from "../../kit/format.js";
import { t } from "../../kit/texts.js";
import { yuan } from "./numbers.js";

/** In the order of a contract: { name, kind, title, hint }. */
export const termGroups = () => [
  { title: t("collection.terms.pay"), fields: [
    { name: "feeMonthFen", kind: "money", title: t("collection.terms.feeMonth"), hint: t("collection.terms.feeMonthHint") },
    { name: "feeReportFen", kind: "money", title: t("collection.terms.feeReport"), hint: t("collection.terms.feeReportHint") },
  ] },
  { title: t("collection.terms.checks"), fields: [
    { name: "samplePercent", kind: "percent", title: t("collection.terms.sample"), hint: t("collection.terms.sampleHint") },
    { name: "sampleMin", kind: "count", title: t("collection.terms.sampleMin"), hint: t("collection.terms.sampleMinHint") },
    { name: "qualityTargetPercent", kind: "percent", title: t("collection.terms.quality"), hint: t("collection.terms.qualityHint") },
    { name: "deductQualityFen", kind: "money", title: t("collection.terms.deductQuality"), hint: t("collection.terms.pointHint") },
    { name: "deductFalseFen", kind: "money", title: t("collection.terms.deductFalse"), hint: t("collection.terms.deductFalseHint") },
  ] },
  { title: t("collection.terms.coverage"), fields: [
    { name: "coverageTargetPercent", kind: "percent", title: t("collection.terms.coverageTarget"), hint: t("collection.terms.coverageHint") },
    { name: "deductCoverageFen", kind: "money", title: t("collection.terms.deductCoverage"), hint: t("collection.terms.pointHint") },
    { name: "coverageOnWorkDays", kind: "boolean", title: t("collection.terms.workDays"), hint: t("collection.terms.workDaysHint") },
  ] },
  { title: t("collection.terms.others"), fields: [
    { name: "deductMissedFen", kind: "money", title: t("collection.terms.deductMissed"), hint: t("collection.terms.deductMissedHint") },
    { name: "deductionMaxPercent", kind: "percent", title: t("collection.terms.max"), hint: t("collection.terms.maxHint") },
  ] },
];

export const allTerms = () => termGroups().flatMap((group) => group.fields);

/** “¥500.00”, “95%”, “是”. */
export function termWords({ kind }, value) {
  if (kind === "money") return yuan(value);
  if (kind === "percent") return `${number(value)}%`;
  if (kind === "boolean") return value ? t("common.yes") : t("common.no");
  return t("collection.reportsCount", { count: number(value) });
}
