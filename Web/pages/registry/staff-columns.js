// The columns of people, in the list of all and at their organisation.
import { html } from "../../kit/html.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { postName } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";

export const staffColumns = ({ withOrganisation = true } = {}) => [
  { key: "name", title: t("staff.name"), cell: (row) => row.name, width: 160, phone: "title" },
  { key: "number", title: t("staff.number"), cell: (row) => html`<span class="code">${row.number}</span>`, width: 180 },
  { key: "post", title: t("staff.post"), cell: (row) => postName(row.post), width: 120 },
  withOrganisation && { key: "organisation", title: t("staff.organisation"), cell: (row) => html`<${OrganisationName} id=${row.organisation} />` },
  { key: "area", title: t("staff.area"), cell: (row) => html`<${AreaName} code=${row.area} />`, width: 120 },
  { key: "phone", title: t("staff.phone"), cell: (row) => row.phone, width: 140 },
  { key: "account", title: t("staff.account"), cell: (row) => t(row.accountID ? "common.yes" : "common.no"), width: 88, phone: "none" },
  { key: "state", title: t("staff.state"), cell: (row) => html`<${StaffState} state=${row.state} />`, width: 80 },
].filter(Boolean);

export const StaffState = ({ state }) => html`<span class=${state === "left" ? "tag tag-strong" : ""}>${t(state === "left" ? "staff.left" : "staff.active")}</span>`;
