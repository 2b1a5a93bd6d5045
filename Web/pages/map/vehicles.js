// The vehicles and officers of the part of the city that is seen: their names once, their places by a line that follows the view.
import { useEffect, useRef } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { openLine } from "../devices/live-line.js";
import { uses } from "../devices/words.js";
import { makeFleet } from "./fleet.js";

const settleMS = 400;
const pad = 0.3;
const askAgainMS = 15_000;

const within = (inner, outer) => inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
const padded = ([west, south, east, north]) => [west - (east - west) * pad, south - (north - south) * pad, east + (east - west) * pad, north + (north - south) * pad];
const union = (one, other) => (other ? [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])] : one);
const clamped = ([west, south, east, north]) => [Math.max(-180, west), Math.max(-85, south), Math.min(180, east), Math.min(85, north)];

/** The uses that are shown; null for all. */
export const usesOf = (query) => (query.uses === undefined ? null : query.uses.split(",").filter((use) => uses.includes(use)));

/** The fleet of this map; `also` is a drawn area that is listed, and so must be listened to as well. */
export function useFleet({ engine, isWanted, bounds, zoom, also }) {
  const kept = useRef(null);
  kept.current ??= makeFleet();
  const fleet = kept.current;
  const stop = useRef(null);
  const loaded = useRef(null);
  const timer = useRef(null);
  const readMarks = useMarks(fleet, isWanted);
  useEffect(() => fleet.setMap(engine?.map ?? null), [engine]);

  const end = () => {
    clearTimeout(timer.current);
    stop.current?.();
    [stop.current, loaded.current] = [null, null];
  };
  useEffect(() => {
    if (isWanted) return end;
    end();
    fleet.clear();
    return undefined;
  }, [isWanted]);

  // The line holds a little more than is seen, so that small moves need no other.
  useEffect(() => {
    if (!isWanted || !bounds) return undefined;
    const level = Math.round(zoom);
    const seen = clamped(union(bounds, also));
    if (loaded.current && loaded.current.level === level && within(seen, loaded.current.box)) return undefined;
    timer.current = setTimeout(() => {
      stop.current?.();
      const box = clamped(union(padded(bounds), also));
      loaded.current = { box, level };
      stop.current = openLine({
        box, zoom: level, onState: fleet.setLine,
        onRows(rows, isAll) {
          if (fleet.isUnknown(rows)) readMarks();
          fleet.hear(rows, isAll);
        },
      });
    }, loaded.current ? settleMS : 0);
    return () => clearTimeout(timer.current);
  }, [isWanted, bounds?.join(), zoom, also?.join()]);
  return fleet;
}

// A device that was added meanwhile has no name yet: names are read again, but not for every message.
function useMarks(fleet, isWanted) {
  const asked = useRef(0);
  const read = async () => {
    if (Date.now() - asked.current < askAgainMS) return;
    asked.current = Date.now();
    try {
      fleet.setMarks((await get("/devices/marks")).devices);
    } catch {
      // Without names nothing is shown yet; the next message asks again.
      asked.current = Date.now() - askAgainMS + 3000;
    }
  };
  useEffect(() => {
    if (isWanted) read();
  }, [isWanted]);
  return read;
}
