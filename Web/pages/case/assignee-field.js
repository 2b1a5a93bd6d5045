// Who verifies or checks on the spot: the collector of the grid, unless somebody else is named.
import { html, useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { StaffPicker } from "../../kit/form.js";
import { t } from "../../kit/texts.js";

export function AssigneeField({ form, name, item }) {
  const usual = useGridCollector(item?.row);
  const hint = usual ? t("case.field.assigneeUsual", { name: usual }) : t("case.field.assigneeHint");
  return html`<${StaffPicker} form=${form} name=${name} label=${t("case.field.assignee")} optional=${true} hint=${hint}
    account=${true} post="collector" area=${item?.row.area.id.slice(0, 6)} />`;
}

function useGridCollector(row) {
  const [name, setName] = useState(null);
  useEffect(() => {
    if (row?.lng === undefined) return undefined;
    let isLate = false;
    get("/places", { lng: row.lng, lat: row.lat }).then(
      (place) => !isLate && setName(place.responsible.find((each) => each.purpose === "collection")?.collectors[0]?.name ?? null),
      () => {},
    );
    return () => { isLate = true; };
  }, [row?.id]);
  return name;
}
