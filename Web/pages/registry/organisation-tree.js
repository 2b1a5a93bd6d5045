// A tree by keyboard, as WAI-ARIA describes it: arrows walk and fold, Enter opens.
import { cx, html, useRef, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { AreaName } from "../../kit/names.js";
import { go } from "../../kit/router.js";
import { organisationKindName } from "../../kit/terms.js";
import { nameOf, t } from "../../kit/texts.js";

/** Rows with their depths become nodes with their children. */
export function nested(rows) {
  const roots = [];
  const above = [];
  for (const { organisation, depth } of rows) {
    const node = { organisation, children: [] };
    above[depth] = node;
    above.length = depth + 1;
    (depth > 0 && above[depth - 1] ? above[depth - 1].children : roots).push(node);
  }
  return roots;
}

export function OrganisationTree({ rows, label }) {
  const [folded, setFolded] = useState(() => new Set());
  const [current, setCurrent] = useState(rows[0]?.organisation.id);
  const root = useRef(null);
  const fold = (id, isFolded) => setFolded((old) => {
    const next = new Set(old);
    if (isFolded) next.add(id);
    else next.delete(id);
    return next;
  });
  const focus = (element) => {
    if (!element) return;
    setCurrent(element.dataset.id);
    element.focus();
  };
  const keys = (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item || event.target !== item) return;
    const all = [...root.current.querySelectorAll("[role=treeitem]")];
    const at = all.indexOf(item);
    const isOpen = item.getAttribute("aria-expanded");
    const moves = {
      ArrowDown: () => focus(all[at + 1]), ArrowUp: () => focus(all[at - 1]), Home: () => focus(all[0]), End: () => focus(all.at(-1)),
      ArrowRight: () => (isOpen === "false" ? fold(item.dataset.id, false) : isOpen === "true" && focus(all[at + 1])),
      ArrowLeft: () => (isOpen === "true" ? fold(item.dataset.id, true) : focus(item.parentElement.closest("[role=treeitem]"))),
      Enter: () => go(`/organisations/${item.dataset.id}`),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  };
  return html`<ul class="tree panel" role="tree" aria-label=${label} ref=${root} onKeyDown=${keys}>
    ${nested(rows).map((node) => html`<${Node} key=${node.organisation.id} node=${node} level=${1} folded=${folded} fold=${fold} current=${current} />`)}</ul>`;
}

function Node({ node, level, folded, fold, current }) {
  const { organisation, children } = node;
  const isFolded = folded.has(organisation.id);
  const name = nameOf(organisation);
  return html`<li role="treeitem" data-id=${organisation.id} aria-level=${level} aria-expanded=${children.length ? String(!isFolded) : undefined} aria-label=${name}
      tabindex=${organisation.id === current ? 0 : -1} class=${cx(organisation.state === "closed" && "is-closed")}>
    <div class="tree-row" style=${{ paddingInlineStart: `${8 + (level - 1) * 24}px` }}>
      ${children.length
        ? html`<button type="button" class="tree-fold" tabindex="-1" aria-label=${t(isFolded ? "organisations.open" : "organisations.close", { name })} onClick=${() => fold(organisation.id, !isFolded)}><${Icon} name=${isFolded ? "right" : "down"} size=${12} /></button>`
        : html`<span class="tree-fold"></span>`}
      <a href=${`/organisations/${organisation.id}`} tabindex="-1">${name}</a>
      <span class="tree-kind">${organisationKindName(organisation.kind)}</span>
      <span class="tree-area"><${AreaName} code=${organisation.area} /></span>
      <span class="tree-code code">${organisation.code}</span>
      ${organisation.state === "closed" && html`<span class="tag tag-strong">${t("organisations.closed")}</span>`}
    </div>
    ${children.length > 0 && !isFolded && html`<ul role="group">${children.map((child) => html`<${Node} key=${child.organisation.id} node=${child} level=${level + 1} folded=${folded} fold=${fold} current=${current} />`)}</ul>`}
  </li>`;
}
