// An incident with everything that belongs to it, read again when something of it has changed.
import { get } from "../../kit/api.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";

export function useIncident(id) {
  const found = useLoad((signal) => get(`/command/incidents/${id}`, null, { signal }), [id]);
  const isOfIt = ({ data }) => data.incident === id || String(data.about ?? "").startsWith(`${id}/`);
  useLive(["command.incident", "command.order"], (events) => {
    if (events.length === 0 || events.some(isOfIt)) found.refresh();
  });
  return { file: found.value, error: found.error, refresh: found.refresh, take: found.set };
}
