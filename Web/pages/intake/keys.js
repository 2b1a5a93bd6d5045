// The keyboard of a call: Enter goes on, single keys jump when no field is being typed in.
import { html } from "../../kit/html.js";
import { Dialog } from "../../kit/dialog.js";
import { t } from "../../kit/texts.js";

/** While an input method composes, Enter and digits belong to it. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

export const isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));

const selectors = {
  phone: '[data-field="reporter.phone"] input',
  words: '[data-field="description"] textarea',
  classes: ".suggestions",
  classSearch: '[data-field="smallClass"] input',
  place: '[data-field="place"] input',
  name: '[data-field="reporter.name"] input',
  source: '[data-field="source"] select',
  urgent: '[data-field="urgent"] input',
  map: ".intake-map canvas",
  caller: '.caller-cases button:not(:disabled), .caller-cases a',
  similar: ".similar-cases button:not(:disabled), .similar-cases a",
  photos: '[data-field="photos"] input',
  send: ".intake-send .btn-primary",
};

export function focusPart(root, name) {
  const found = root?.querySelector(selectors[name]);
  if (!found) return false;
  found.focus();
  if (name === "phone" || name === "place") found.select?.();
  return true;
}

/** Single keys, as they are told in the help. */
export const jumps = {
  p: "phone", w: "words", c: "classes", b: "classSearch", a: "place", m: "map", r: "name", o: "source", u: "urgent", v: "photos",
  h: "caller", j: "similar", s: "send",
};

const rows = () => [
  [["Enter"], t("intake.key.enter")],
  [["Shift", "Enter"], t("intake.key.newLine")],
  [["Ctrl", "Enter"], t("intake.key.send")],
  [["1", "…", "9"], t("intake.key.digits")],
  [["Esc"], t("intake.key.escape")],
];
const jumpRows = () => [
  ["P", t("intake.phone")], ["W", t("intake.words")], ["C", t("intake.suggestions")], ["B", t("intake.key.classSearch")],
  ["A", t("intake.place")], ["M", t("intake.map")], ["R", t("intake.name")], ["O", t("intake.source")], ["U", t("intake.urgent")], ["V", t("intake.photos")],
  ["H", t("intake.callerCases")], ["J", t("intake.similar")], ["S", t("intake.send")], ["?", t("intake.keys")],
];
const afterRows = () => [["N", t("intake.next")], ["A", t("intake.key.accept")], ["K", t("intake.key.verify")], ["C", t("intake.key.copy")], ["O", t("intake.openCase")]];

const Keys = ({ keys }) => keys.map((key, index) => html`<kbd key=${index}>${key}</kbd>`);

export function KeyHelp({ open, onClose }) {
  return html`<${Dialog} open=${open} title=${t("intake.keys")} onClose=${onClose}>
    <div class="key-columns">
      <section><h3>${t("intake.key.writing")}</h3><dl>${rows().map(([keys, words]) => html`<div key=${words}><dt><${Keys} keys=${keys} /></dt><dd>${words}</dd></div>`)}</dl>
        <h3>${t("intake.key.after")}</h3><dl>${afterRows().map(([key, words]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl></section>
      <section><h3>${t("intake.key.jumping")}</h3><p class="faint">${t("intake.key.jumpHint")}</p>
        <dl>${jumpRows().map(([key, words]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl></section>
    </div><//>`;
}
