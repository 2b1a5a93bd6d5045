// The way to “send a unit”, with what is known already: where, about what, whom.
import { can } from "../../kit/session.js";

export const canSend = () => can("command.dispatch");

/** An order in its drawer at the desk, among the others about the same thing. */
export const orderHref = ({ id, about }) => `/dispatch?${new URLSearchParams({ view: "all", ...(about ? { about: about.id } : {}), order: id })}`;

/** `about` is { kind: "case" | "alert" | "help", id, name }; `place` has lng and lat. */
export function sendHref({ place, about, address, title, unit } = {}) {
  const known = {
    lng: place?.lng?.toFixed(6), lat: place?.lat?.toFixed(6), about: about && `${about.kind}:${about.id}`, name: about?.name, address, title, unit,
  };
  const query = String(new URLSearchParams(Object.entries(known).filter(([, value]) => value)));
  return `/dispatch/new${query && `?${query}`}`;
}
