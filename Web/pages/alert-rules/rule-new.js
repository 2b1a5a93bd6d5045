// A new rule: a draft until it is switched on.
import "./setup.js";
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { RuleForm } from "./rule-form.js";
import { initialRule } from "./rule-values.js";

export default function NewRulePage() {
  const done = ({ value }) => {
    toast(t("alertRules.added"));
    go(`/alert-rules/${value.id}`);
  };
  return html`<${Page} title=${t("alertRules.new")} crumbs=${[{ href: "/alert-rules", title: t("alertRules.title") }]}>
    <${RuleForm} isNew initial=${initialRule()} write=${(body, key) => send("POST", "/alert-rules", body, { key })} done=${done} cancel="/alert-rules" /><//>`;
}
