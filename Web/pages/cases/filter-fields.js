// Everything by which cases can be narrowed, as the API knows it.
import { appeals, lamps, sources, stages, states, supervisions } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";

export const filterFields = () => [
  { key: "text", kind: "text", label: t("cases.filter.text"), always: true },
  { key: "state", kind: "choices", label: t("cases.filter.state"), options: [{ value: "open", label: t("cases.filter.open") }, ...states()] },
  { key: "stage", kind: "choice", label: t("cases.filter.stage"), options: stages() },
  { key: "lamp", kind: "choice", label: t("cases.filter.lamp"), options: lamps() },
  { key: "area", kind: "area", label: t("cases.filter.area") },
  { key: "organisation", kind: "organisation", label: t("cases.filter.organisation") },
  { key: "class", kind: "class", label: t("cases.filter.class") },
  { key: "source", kind: "choice", label: t("cases.filter.source"), options: sources() },
  { keys: ["from", "to"], kind: "dates", label: t("cases.filter.reported") },
  { keys: ["closedFrom", "closedTo"], kind: "dates", label: t("cases.filter.closed") },
  { key: "onTime", kind: "choice", label: t("cases.filter.onTime"), options: [{ value: "true", label: t("case.onTime") }, { value: "false", label: t("case.late") }] },
  { key: "supervision", kind: "choice", label: t("cases.filter.supervision"), options: supervisions() },
  { key: "appeal", kind: "choice", label: t("cases.filter.appeal"), options: appeals() },
  { key: "grid", kind: "text", label: t("cases.filter.grid") },
  { key: "part", kind: "text", label: t("cases.filter.part") },
  { key: "urgent", kind: "boolean", label: t("cases.filter.urgent") },
  { key: "mine", kind: "boolean", label: t("cases.filter.mine") },
  { key: "bbox", kind: "mark", label: t("cases.filter.map"), words: () => t("cases.filter.box") },
  { key: "within", kind: "mark", label: t("cases.filter.map"), words: (shape) => t("cases.filter.outline", { count: shape.split(";").length }) },
  { key: "ids", kind: "mark", label: t("cases.filter.map"), words: (ids) => t("cases.filter.chosen", { count: ids.split(",").length }) },
];

const keys = ["text", "state", "stage", "lamp", "area", "organisation", "class", "source", "from", "to", "closedFrom", "closedTo", "onTime", "supervision", "appeal", "grid", "part", "urgent", "mine", "bbox", "within", "ids"];

/** The API's query of an address: only what it knows, and “open” alone, since it holds all open states. */
export function asked(query) {
  const filter = Object.fromEntries(keys.filter((key) => query[key] !== undefined).map((key) => [key, query[key]]));
  if (filter.state?.split(",").includes("open")) filter.state = "open";
  return filter;
}
