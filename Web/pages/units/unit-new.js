// A new unit.
import "../dispatch/setup.js";
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { UnitForm } from "./unit-form.js";

export default function NewUnitPage() {
  const done = ({ value }) => {
    toast(t("units.added", { name: value.name }));
    go(`/units/${value.id}`);
  };
  return html`<${Page} title=${t("units.new")} crumbs=${[{ href: "/units", title: t("units.title") }]}>
    <${UnitForm} isNew write=${(body, key) => send("POST", "/command/units", body, { key })} done=${done} cancel="/units" /><//>`;
}
