// A new plan: a draft with one empty step.
import "./setup.js";
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { initialPlan } from "./plan-values.js";
import { PlanForm } from "./plan-form.js";

export default function NewPlanPage() {
  const done = ({ value }) => {
    toast(t("plans.added", { name: value.name }));
    go(`/plans/${value.id}`);
  };
  return html`<${Page} title=${t("plans.new")} crumbs=${[{ href: "/plans", title: t("plans.title") }]}>
    <${PlanForm} isNew initial=${initialPlan()} draft="plan" write=${(body, key) => send("POST", "/command/plans", body, { key })} done=${done} cancel="/plans" /><//>`;
}
