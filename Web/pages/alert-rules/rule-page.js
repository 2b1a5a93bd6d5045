// One rule: what it says, what it would have found, and the switch.
import "./setup.js";
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { ErrorState, Loading, NotFound } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { Severity } from "../alerts/words.js";
import { useLoad } from "../../kit/load.js";
import { className } from "../../kit/fields/class-picker.js";
import { mayChange, turn, useFenceNames, useRule } from "./data.js";
import { conditionWords, RuleState, usesWords, windowWords } from "./rule-words.js";
import { Trial } from "./trial.js";

const crumbs = () => [{ href: "/alert-rules", title: t("alertRules.title") }];

export default function RulePage({ params }) {
  const found = useRule(params.id);
  const names = useFenceNames();
  const rule = found.value?.rule;
  if (found.value && !rule) return html`<${NotFound} />`;
  if (!rule) return html`<${Page} title=${t("alertRules.title")} crumbs=${crumbs()}>${found.error ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : html`<${Loading} rows=${8} />`}<//>`;
  const isOn = rule.state === "live";
  const actions = mayChange(rule) && html`<a class="btn" href=${`/alert-rules/${rule.id}/edit`}><${Icon} name="edit" /> ${t("alertRules.edit")}</a>
    <button type="button" class=${isOn ? "btn" : "btn btn-primary"} onClick=${() => turn(rule, found.refresh)}><${Icon} name=${isOn ? "pause" : "play"} /> ${t(isOn ? "alertRules.off" : "alertRules.on")}</button>`;
  return html`<${Page} title=${rule.name} count=${html`<${RuleState} rule=${rule} />`} crumbs=${crumbs()} actions=${actions}
      menu=${[{ label: t("alertRules.seeAlerts"), icon: "bell", href: `/alerts?rule=${rule.id}` }]}>
    <${Card} title=${t("alertRules.what")}><${Facts} items=${facts(rule, names)} /><//>
    ${mayChange(rule) && html`<${Trial} rule=${rule} />`}<//>`;
}

const lastingWords = (seconds) => (seconds > 0 && seconds % 60 === 0 ? t("alertRules.minutesWords", { count: number(seconds / 60) }) : t("alertRules.secondsWords", { count: number(seconds) }));

const facts = (rule, names) => [
  [t("alertRules.conditions"), html`<ul class="plain">${conditionWords(rule, names).map((each) => html`<li key=${each}>${each}</li>`)}</ul>`],
  [t("alerts.severity"), html`<${Severity} alert=${rule} />`],
  [t("alertRules.forShort"), rule.forSeconds === 0 ? t("alertRules.atOnce") : lastingWords(rule.forSeconds)],
  [t("alertRules.rejoinShort"), lastingWords(rule.rejoinSeconds)],
  [t("alertRules.when"), windowWords(rule)],
  [t("alertRules.uses"), usesWords(rule)],
  [t("alertRules.area"), rule.area ? html`<${AreaName} code=${rule.area} />` : t("alertRules.wholeCity")],
  rule.organisation && [t("alertRules.organisation"), html`<${OrganisationName} id=${rule.organisation} />`],
  [t("alertRules.then"), rule.caseClass ? html`${t("alertRules.makesCase")}: <${ClassName} code=${rule.caseClass} />` : t("alertRules.noCase")],
].filter(Boolean);

function ClassName({ code }) {
  const found = useLoad(() => className(code), [code]);
  return found.value ?? (found.error ? code : "…");
}
