// Names of areas and organisations for their codes: read once, kept while the tab is open.
import { html } from "./html.js";
import { get } from "./api.js";
import { city } from "./city.js";
import { subscribe } from "./live.js";
import { can, mayForSome } from "./session.js";
import { store, useStore } from "./store.js";
import { add, nameOf, say, t } from "./texts.js";
import texts from "../texts/names.js";

add(texts);

const areas = new Map();
const nothing = store(null);
const tree = store(null);
let reading = null;
let isListening = false;

// Scopes are beginnings of codes: `4203` is the whole city of 420300.
const fullCode = (code) => (code.length < 6 ? code.padEnd(6, "0") : code);

function areaOf(code) {
  if (!code || !mayForSome("registry.read", code)) return nothing;
  if (!areas.has(code)) {
    const made = store(undefined);
    areas.set(code, made);
    get(`/areas/${fullCode(code)}`).then(made.set, () => made.set(null));
  }
  return areas.get(code);
}

/** “茅箭区”; “全市” for the empty scope; the code where the name may not be read. */
export function useAreaName(code) {
  const area = useStore(areaOf(code));
  if (!code) return t("names.wholeCity");
  if (area) return nameOf(area);
  // The city's own name is no secret for those whose rights end below it.
  const { area: whole, name } = city.get();
  return fullCode(code) === whole ? say(name) : code;
}

export const AreaName = ({ code }) => html`${useAreaName(code)}`;

function readTree() {
  if (!can("registry.read")) return;
  if (!isListening) {
    isListening = true;
    subscribe("registry.changed", (event) => {
      if (!event || event.data?.kind === "organisation") renewOrganisations();
    });
  }
  reading ??= get("/organisations/tree").then(
    ({ items }) => tree.set(new Map(items.map((row) => [row.organisation.id, row.organisation]))),
    () => { reading = null; },
  );
}

export function renewOrganisations() {
  reading = null;
  readTree();
}

/** All organisations by their ids, in the order of the tree; null until they are there. */
export function useOrganisations() {
  if (!reading) readTree();
  return useStore(tree);
}

/** Answers names for ids: nothing while they are read, and words where the name may not be known. */
export function useOrganisationNames() {
  const all = useOrganisations();
  return (id) => (!all && can("registry.read") ? "" : nameOf(all?.get(id)) || t("names.otherOrganisation"));
}

export function OrganisationName({ id, link }) {
  const all = useOrganisations();
  const nameFor = useOrganisationNames();
  if (!id) return html`<span class="faint">—</span>`;
  const name = nameFor(id);
  if (!all?.has(id)) return name && html`<span class="faint">${name}</span>`;
  return link ? html`<a href=${`/organisations/${id}`}>${name}</a>` : html`${name}`;
}
