// The map's drawer: what was clicked, beside the map. On a phone it is a sheet in the lower half.
import { html, useEffect, useRef } from "../../kit/html.js";
import { t } from "../../kit/texts.js";
import { AreaDrawer } from "./drawer-area.js";
import { CaseDrawer } from "./drawer-case.js";
import { CasesDrawer } from "./drawer-cases.js";
import { GridDrawer } from "./drawer-grid.js";
import { PartDrawer } from "./drawer-part.js";
import { VehicleDrawer } from "./drawer-vehicle.js";
import { VehiclesDrawer } from "./drawer-vehicles.js";

const bodies = { case: CaseDrawer, part: PartDrawer, grid: GridDrawer, area: AreaDrawer, cases: CasesDrawer, vehicle: VehicleDrawer, vehicles: VehiclesDrawer };

export function MapDrawer(props) {
  const element = useRef(null);
  const Body = bodies[props.open.kind];
  // The keyboard goes where the news is, but not away from a search that is being typed.
  useEffect(() => {
    if (!document.activeElement?.matches("input, textarea, select")) element.current?.querySelector("h2")?.focus({ preventScroll: true });
  }, []);
  return html`<aside class="map-drawer" ref=${element} aria-label=${t("cityMap.drawer")}><${Body} ...${props} id=${props.open.id} /></aside>`;
}
