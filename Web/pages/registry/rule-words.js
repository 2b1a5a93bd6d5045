// A routing rule in words: what it asks of a case, and where it sends it.
import { html } from "../../kit/html.js";
import { AreaName, useOrganisationNames } from "../../kit/names.js";
import { classKindName, sourceName } from "../../kit/terms.js";
import { nameOf, say, t } from "../../kit/texts.js";

const partTargets = { part_authority: "rule.partAuthority", part_owner: "rule.partOwner", part_maintainer: "rule.partMaintainer" };

/** “事件 · 市容环境 · 暴露垃圾”; codes only where the edition in force does not know them. */
export function classWords(rule, classes) {
  if (!rule.kind) return null;
  if (!rule.big) return t("rule.wholeKind", { kind: classKindName(rule.kind) });
  const inBig = classes.filter((each) => each.kind === rule.kind && each.big === rule.big);
  const small = inBig.find((each) => each.small === rule.small);
  return [classKindName(rule.kind), inBig[0] ? say(inBig[0].bigName) : rule.big, rule.small && (small ? say(small.name) : rule.small)].filter(Boolean).join(" · ");
}

export function RuleWords({ rule, classes }) {
  const organisation = useOrganisationNames();
  const parts = [
    rule.edition && t("rule.edition", { edition: rule.edition }),
    classWords(rule, classes),
    rule.area && html`${t("rule.area")} <${AreaName} code=${rule.area} />`,
    rule.source && t("rule.source", { source: sourceName(rule.source) }),
    rule.partOwner && t("rule.owner", { name: organisation(rule.partOwner) }),
    rule.workTime === true && t("rule.workTime"),
    rule.workTime === false && t("rule.offTime"),
  ].filter(Boolean);
  return html`<span class="rule-words">${parts.length === 0 ? t("rule.any") : parts.map((part, index) => html`<span key=${index} class="rule-part">${part}</span>`)}</span>`;
}

export function TargetWords({ rule }) {
  const nameFor = useOrganisationNames();
  const { choice, organisation } = rule.target;
  const name = choice !== "organisation" ? t(partTargets[choice]) : organisation ? nameFor(organisation) : t("rule.noTarget");
  return html`<span class="rule-target"><span class="faint">${t("rule.to")}</span> <b>${name}</b> <span class="tag">${t(rule.automatic ? "rule.automatic" : "rule.suggests")}</span></span>`;
}

export function matchesRule(rule, words, classes, organisations) {
  const text = [rule.name, classWords(rule, classes), rule.area, rule.source && sourceName(rule.source), nameOf(organisations?.get(rule.target.organisation)), nameOf(organisations?.get(rule.partOwner))].filter(Boolean).join(" ").toLowerCase();
  return text.includes(words.toLowerCase());
}
