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
        else setLive({ id, ...liveOf(row) });
      },
    });
  }, [id, device?.state, center?.join()]);
  return { ...found, line, value: device && live?.id === id ? withLive(device, live) : device };
}

/** What a row of the live line tells of a device. */
export const liveOf = ([, lng5, lat5, direction, speedKPH, seconds]) => ({ lng: lng5 / 1e5, lat: lat5 / 1e5, direction, speedKPH, at: seconds * 1000 });

/** The device with what the live line told since it was read; the same device if that is not newer. */
export function withLive(device, { lng, lat, direction, speedKPH, at: ms }) {
  if (Date.parse(device.last?.at) >= ms) return device;
  const at = new Date(ms).toISOString();
  const isOnline = Date.now() - ms < 300e3;
  return { ...device, isOnline: isOnline || device.isOnline, seenAt: device.seenAt > at ? device.seenAt : at, last: { ...device.last, lng, lat, direction, speedKPH, at } };
}
