// Green, yellow, red: always with a shape, so that it is read without colour.
import { html } from "./html.js";
import { lampName } from "./terms.js";

// A round dot is calm, a triangle warns, a square with a bar is over.
const shapes = {
  green: () => html`<circle cx="8" cy="8" r="5" />`,
  yellow: () => html`<path d="M8 2l6.500 11.500h-13z" />`,
  red: () => html`<path d="M2.500 2.500h11v11h-11z" /><path class="lamp-mark" d="M8 5v4M8 11.300h.01" />`,
};

export function Lamp({ lamp, quiet = false, word }) {
  if (!lamp) return null;
  const name = word ?? lampName(lamp);
  return html`<span class=${`lamp lamp-${lamp}`} title=${quiet ? name : undefined}>
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shapes[lamp]?.()}</svg>
    <span class=${quiet ? "visually-hidden" : ""}>${name}</span></span>`;
}
