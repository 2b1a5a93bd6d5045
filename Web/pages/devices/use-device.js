// One device as it stands: read once, then kept true by the live line around the place where it is.
import { useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { openLine } from "./live-line.js";

const reach = 0.02;
const zoom = 18;

/** { value, error, refresh, set, line }: `value` is the device with its newest place. */
export function useDevice(id) {
  const found = useLoad((signal) => get(`/devices/${id}`, null, { signal }), [id]);
  const [live, setLive] = useState(null);
  const [line, setLine] = useState("live");
  const device = found.value;
  const center = device?.last && device.state === "active" ? [device.last.lng, device.last.lat] : null;
  useEffect(() => {
    if (!center) return undefined;
    const [lng, lat] = center;
    return openLine({
      box: [lng - reach, lat - reach, lng + reach, lat + reach], zoom, onState: setLine,
      onRows(rows) {
        const row = rows.find(([serial]) => serial === device.serial);
        if (!row) return;
        // It drove out of the part that is listened to: its new place says where to listen next.
        if (row.length === 1) found.refresh();
        else setLive({ id, lng: row[1] / 1e5, lat: row[2] / 1e5, direction: row[3], speedKPH: row[4], at: row[5] * 1000 });
      },
    });
  }, [id, device?.state, center?.join()]);
  return { ...found, line, value: device && live?.id === id ? withLive(device, live) : device };
}

function withLive(device, live) {
  if (Date.parse(device.last.at) >= live.at) return device;
  const at = new Date(live.at).toISOString();
  const isOnline = Date.now() - live.at < 300e3;
  return { ...device, isOnline: isOnline || device.isOnline, seenAt: device.seenAt > at ? device.seenAt : at, last: { ...device.last, lng: live.lng, lat: live.lat, direction: live.direction, speedKPH: live.speedKPH, at } };
}
