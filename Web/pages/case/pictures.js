// The photos of a case: how it was, and how it is now, side by side.
import { html } from "../../kit/html.js";
import { Card } from "../../kit/page.js";
import { BeforeAfter, PhotoGrid } from "../../kit/photos.js";
import { t } from "../../kit/texts.js";

export const isAfter = (photo) => photo.kind === "after";

export function Pictures({ item }) {
  const { photos } = item;
  const after = photos.filter(isAfter);
  const before = photos.filter((photo) => !isAfter(photo));
  return html`<${Card} title=${t("case.photos", { count: photos.length })}>
    ${after.length > 0 ? html`<${BeforeAfter} before=${before} after=${after} />` : html`<${PhotoGrid} photos=${before} empty=${t("case.noPhotos")} />`}<//>`;
}
