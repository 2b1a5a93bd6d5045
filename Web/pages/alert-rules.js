// The rules by which alerts arise: which are in force, what they say; switched on and off here.
import "./alert-rules/setup.js";
import { html } from "../kit/html.js";
import { Icon } from "../kit/icons.js";
import { useList } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { can } from "../kit/session.js";
import { DataTable } from "../kit/table.js";
import { t } from "../kit/texts.js";
import { mayChange, turn, useFenceNames } from "./alert-rules/data.js";
import { conditionWords, RuleState, usesWords } from "./alert-rules/rule-words.js";
import { Severity } from "./alerts/words.js";

export default function AlertRulesPage() {
  const rules = useList("/alert-rules", {}, { limit: 200 });
  const names = useFenceNames();
  const addButton = can("sensing.write") && html`<a class="btn btn-primary" href="/alert-rules/new"><${Icon} name="plus" /> ${t("alertRules.new")}</a>`;
  return html`<${Page} wide title=${t("alertRules.title")} count=${rules.count} actions=${addButton}>
    <${DataTable} name="alert-rules" caption=${t("alertRules.title")} columns=${columns(names, rules.refresh)} list=${rules} href=${(row) => `/alert-rules/${row.id}`}
      empty=${{ icon: "rules", title: t("alertRules.none"), text: t("alertRules.noneHint") }} /><//>`;
}

const columns = (names, refresh) => [
  { key: "name", title: t("alertRules.name"), phone: "title", cell: (row) => row.name, text: (row) => row.name },
  { key: "state", title: t("alertRules.state"), cell: (row) => html`<${RuleState} rule=${row} />` },
  { key: "severity", title: t("alerts.severity"), cell: (row) => html`<${Severity} alert=${row} />` },
  { key: "conditions", title: t("alertRules.conditions"), wrap: true, cell: (row) => conditionWords(row, names).join(t("device.comma")) },
  { key: "uses", title: t("alertRules.uses"), cell: usesWords },
  { key: "case", title: t("alertRules.then"), phone: "none", cell: (row) => t(row.caseClass ? "alertRules.makesCase" : "alertRules.noCase") },
  ...(can("sensing.write") ? [{ key: "turn", title: t("alertRules.turn"), cell: (row) => mayChange(row) && html`<${TurnButton} rule=${row} done=${refresh} />` }] : []),
];

function TurnButton({ rule, done }) {
  const words = t(rule.state === "live" ? "alertRules.off" : "alertRules.on");
  return html`<button type="button" class="btn btn-sm" aria-label=${`${words} ${rule.name}`} onClick=${() => turn(rule, done)}>${words}</button>`;
}
