// Changing a rule. Its state is kept: what is in force holds as changed at once.
import "./setup.js";
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { ErrorState, Loading, NotFound } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { useRule } from "./data.js";
import { RuleForm } from "./rule-form.js";
import { initialRule } from "./rule-values.js";

export default function EditRulePage({ params }) {
  const found = useRule(params.id);
  const rule = found.value?.rule;
  if (found.value && !rule) return html`<${NotFound} />`;
  const back = `/alert-rules/${params.id}`;
  const done = () => {
    toast(t("alertRules.saved"));
    go(back);
  };
  const write = (body, key) => send("PUT", `/alert-rules/${rule.id}`, body, { key, version: rule.version });
  return html`<${Page} title=${rule ? t("alertRules.editOf", { name: rule.name }) : t("alertRules.edit")} crumbs=${[{ href: "/alert-rules", title: t("alertRules.title") }, ...(rule ? [{ href: back, title: rule.name }] : [])]}>
    ${found.error && !rule ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !rule ? html`<${Loading} rows=${8} />`
      : html`<${RuleForm} initial=${initialRule(rule)} reload=${found.refresh} write=${write} done=${done} cancel=${back} />`}<//>`;
}
