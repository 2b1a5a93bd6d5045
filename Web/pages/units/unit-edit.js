// Changing a unit.
import "../dispatch/setup.js";
import { html } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { UnitForm } from "./unit-form.js";

export default function EditUnitPage({ params }) {
  const found = useLoad((signal) => read(`/command/units/${params.id}`, null, { signal }), [params.id]);
  const unit = found.value?.value;
  const back = `/units/${params.id}`;
  const done = () => {
    toast(t("units.saved"));
    go(back);
  };
  const write = (body, key) => send("PUT", `/command/units/${unit.id}`, body, { key, version: found.value.version });
  return html`<${Page} title=${unit ? t("units.editOf", { name: unit.name }) : t("units.edit")} crumbs=${[{ href: "/units", title: t("units.title") }, ...(unit ? [{ href: back, title: unit.name }] : [])]}>
    ${found.error && !unit ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !unit ? html`<${Loading} rows=${8} />`
      : html`<${UnitForm} unit=${unit} reload=${found.refresh} write=${write} done=${done} cancel=${back} />`}<//>`;
}
