// Changing a plan. Incidents that go on keep it as it was when they began.
import "./setup.js";
import { html } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { PlanForm } from "./plan-form.js";
import { initialPlan } from "./plan-values.js";

export default function EditPlanPage({ params }) {
  const found = useLoad((signal) => read(`/command/plans/${params.id}`, null, { signal }), [params.id]);
  const plan = found.value?.value;
  const back = `/plans/${params.id}`;
  const done = () => {
    toast(t("plans.saved"));
    go(back);
  };
  const write = (body, key) => send("PUT", `/command/plans/${plan.id}`, body, { key, version: found.value.version });
  return html`<${Page} title=${plan ? t("plans.editOf", { name: plan.name }) : t("plans.edit")} crumbs=${[{ href: "/plans", title: t("plans.title") }, ...(plan ? [{ href: back, title: plan.name }] : [])]}>
    ${found.error && !plan ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !plan ? html`<${Loading} rows=${10} />`
      : html`<${PlanForm} initial=${initialPlan(plan)} reload=${found.refresh} write=${write} done=${done} cancel=${back} />`}<//>`;
}
