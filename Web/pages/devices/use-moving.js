// The list of devices as they move: rows take what the live line tells at once; what it does not tell is read again now and then,
// while something moves.
import { useEffect, useRef } from "../../kit/html.js";
import { openLine } from "./live-line.js";
import { liveOf, withLive } from "./use-device.js";

// Moves of some thirty metres are told of: a list has no map.
const zoom = 12;
const readAgainMS = 30_000;

/** `devices` is the list that is shown, `refresh` reads it and its figures again. */
export function useMoving(devices, refresh) {
  const latest = useRef(null);
  latest.current = { devices, refresh };
  useEffect(() => {
    let timer = null;
    const hear = (rows) => {
      const told = new Map(rows.filter((row) => row.length > 1).map((row) => [row[0], liveOf(row)]));
      const { items, patch } = latest.current.devices;
      for (const device of items) {
        const live = told.get(device.serial);
        const next = live ? withLive(device, live) : device;
        if (next !== device) patch(device.id, next);
      }
      timer ??= setTimeout(() => {
        timer = null;
        latest.current.refresh();
      }, readAgainMS);
    };
    const close = openLine({ zoom, onRows: hear });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, []);
}
