// Where units are: asked for once, then carried on by the line of live positions of their devices.
import { useEffect, useMemo, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { can } from "../../kit/session.js";
import { openLine } from "../devices/live-line.js";

const zoom = 14;
const edge = 0.06;

async function unitWithDevices(id, signal) {
  const unit = await get(`/command/units/${id}`, null, { signal });
  const devices = can("sensing.read") ? await Promise.all(unit.devices.map((device) => get(`/devices/${device.id}`, null, { signal }).catch(() => null))) : [];
  return { id, name: unit.name, place: unit.standing.place, serials: devices.filter(Boolean).map(({ serial }) => serial) };
}

/** [{ id, name, lng, lat }] of units that are somewhere; `round` is another number when they should be asked for anew. */
export function useUnitPlaces(ids, round) {
  const key = ids.join();
  const found = useLoad((signal) => Promise.all(ids.map((id) => unitWithDevices(id, signal).catch(() => null))), [key]);
  const units = useMemo(() => (found.value ?? []).filter(Boolean), [found.value]);
  const [moved, setMoved] = useState({});
  useEffect(() => {
    if (found.value) found.refresh();
  }, [round]);
  useEffect(() => {
    const owners = new Map(units.flatMap(({ id, serials }) => serials.map((serial) => [serial, id])));
    const places = units.map(({ place }) => place).filter(Boolean);
    if (owners.size === 0 || places.length === 0) return undefined;
    return openLine({ box: boxOf(places), zoom, onRows: (rows) => {
      const own = rows.filter(([serial]) => owners.has(serial));
      if (own.length) setMoved((old) => ({ ...old, ...Object.fromEntries(own.map(([serial, lng, lat]) => [owners.get(serial), { lng: lng / 1e5, lat: lat / 1e5 }])) }));
    } });
  }, [units]);
  return useMemo(() => units.map(({ id, name, place }) => ({ id, name, ...(moved[id] ?? place) })).filter(({ lng }) => lng !== undefined), [units, moved]);
}

function boxOf(places) {
  const [lngs, lats] = [places.map(({ lng }) => lng), places.map(({ lat }) => lat)];
  return [Math.min(...lngs) - edge, Math.min(...lats) - edge, Math.max(...lngs) + edge, Math.max(...lats) + edge];
}
