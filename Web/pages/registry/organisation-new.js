// A new organisation; `?parent=` puts it below another.
import { html } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { useForm } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { renewOrganisations } from "../../kit/names.js";
import { Page } from "../../kit/page.js";
import { go, useQuery } from "../../kit/router.js";
import { Loading } from "../../kit/states.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { missing, OrganisationForm } from "./organisation-form.js";
import texts from "../../texts/organisations.js";

add(texts);

export default function NewOrganisationPage() {
  const [{ parent }] = useQuery();
  const above = useLoad((signal) => (parent ? get(`/organisations/${parent}`, null, { signal }) : {}), [parent]);
  return html`<${Page} title=${t("organisations.new")} crumbs=${[{ href: "/organisations", title: t("organisations.title") }]}>
    ${above.loading ? html`<${Loading} rows=${7} />` : html`<${Fields} parent=${parent} above=${above.value} />`}<//>`;
}

function Fields({ parent, above }) {
  const form = useForm({
    initial: { code: "", name: "", englishName: "", kind: parent ? "department" : undefined, parent: above?.id, area: above?.area, phone: "" },
    check: (values) => missing(values, ["code", "name", "kind", "area"]),
    submit: (values, { key }) => send("POST", "/organisations", Object.fromEntries(Object.entries(values).filter(([, value]) => value)), { key }),
    done: ({ value }) => {
      renewOrganisations();
      toast(t("organisation.made", { name: value.name }));
      go(`/organisations/${value.id}`);
    },
  });
  return html`<${OrganisationForm} form=${form} isNew label=${t("organisations.new")} cancel=${parent ? `/organisations/${parent}` : "/organisations"} />`;
}
