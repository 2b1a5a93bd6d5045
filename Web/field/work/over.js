// A whole screen over the screen, with the focus inside: for the map, the classes, a list.
import { html } from "../../kit/html.js";
import { useModal } from "../../kit/dialog.js";

export function Over({ label, onClose, children }) {
  const element = useModal(true, onClose);
  return html`<dialog class="field-over" ref=${element} aria-label=${label}>${children}</dialog>`;
}
