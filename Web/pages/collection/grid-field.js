// The grid that is walked: its code, or the grid in which one stands.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { TextField } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { whereIAm } from "./position.js";

export function GridField({ form, lot }) {
  const [isLooking, setLooking] = useState(false);
  const look = async () => {
    setLooking(true);
    try {
      const place = await whereIAm();
      const { gridCode } = await get("/places", place);
      if (gridCode) form.set("grid", gridCode);
      else toast(t("collection.noGridHere"), { tone: "error" });
    } catch (error) {
      toastError(error);
    }
    setLooking(false);
  };
  const here = html`<button type="button" class="btn" disabled=${isLooking} onClick=${look}><${Icon} name="locate" /> ${isLooking ? t("collection.locating") : t("collection.gridHere")}</button>`;
  return html`<${TextField} form=${form} name="grid" label=${t("collection.gridCode")} hint=${t("collection.gridHint", { example: `${lot.areas[0]?.code ?? ""}…` })} inputmode="numeric" max=${20} code required after=${here} />`;
}
