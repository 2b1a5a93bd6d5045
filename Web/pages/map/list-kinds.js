// What the list beside the map holds: cases, or vehicles and officers. Only where there is a choice.
import { html } from "../../kit/html.js";
import { Tabs } from "../../kit/page.js";
import { t } from "../../kit/texts.js";

const titles = { cases: "fleet.cases", vehicles: "fleet.list" };

export const ListKinds = ({ kinds, value, show }) => kinds.length > 1 && html`<${Tabs} label=${t("fleet.lists")} value=${value} onValue=${(kind) => show({ kind })} tabs=${kinds.map((id) => ({ id, title: t(titles[id]) }))} />`;
