// Fences on the city's map, for whoever asks for them. They are looked at only: a click goes to what lies below.
import { useMemo } from "../../kit/html.js";
import { useLoad } from "../../kit/load.js";
import { featuresOf, fenceLayer } from "../fences/fence-layer.js";
import { allFences } from "../fences/read.js";

const none = [];

/** The layer in a list, or an empty one while nobody wants it or it is not read yet. */
export function useFenceLayer(isWanted) {
  const found = useLoad((signal) => (isWanted ? allFences(signal) : null), [isWanted]);
  const data = useMemo(() => (isWanted && found.value ? featuresOf(found.value.filter((fence) => fence.isActive)) : null), [isWanted, found.value]);
  return useMemo(() => (data ? [fenceLayer({ data, canHit: false })] : none), [data]);
}
