// Fields for a scope. Whoever may not read the registry types codes instead of choosing names.
import { html } from "../../kit/html.js";
import { AreaPicker, OrganisationPicker, TextField } from "../../kit/form.js";
import { can } from "../../kit/session.js";
import { t } from "../../kit/texts.js";

export function ScopeField(props) {
  if (!can("registry.read")) return html`<${TextField} ...${props} code placeholder=${t("accounts.areaCode")} />`;
  return html`<${AreaPicker} ...${props} placeholder=${t("accounts.wholeCity")} />`;
}

export function OrganisationField(props) {
  if (!can("registry.read")) return html`<${TextField} ...${props} code placeholder=${t("accounts.organisationCode")} />`;
  return html`<${OrganisationPicker} ...${props} />`;
}

/** What a form sends: texts for fields that were emptied, so that the value is taken away. */
export const filled = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? ""]));
