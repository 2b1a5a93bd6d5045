// What a playback shows: each kind with its word, its mark and its colour.
import { can } from "../../kit/session.js";
import { t } from "../../kit/texts.js";

const kinds = {
  vehicle: { name: "playback.kind.vehicle", icon: "truck", needs: "sensing.read" },
  alert: { name: "playback.kind.alert", icon: "warn", needs: "sensing.read" },
  case: { name: "playback.kind.case", icon: "case", needs: "case.read" },
  order: { name: "playback.kind.order", icon: "send", needs: "command.read" },
  help: { name: "playback.kind.help", icon: "phone", needs: "command.read" },
  incident: { name: "playback.kind.incident", icon: "flag", needs: "command.read" },
};

export const kindName = (kind) => t(kinds[kind].name);
export const kindIcon = (kind) => kinds[kind].icon;
/** Those that the person may read. */
export const ownKinds = () => Object.keys(kinds).filter((kind) => can(kinds[kind].needs));

/** The kinds that the address chooses; all without a choice. */
export const chosenKinds = (query) => (query.kinds === undefined ? ownKinds() : ownKinds().filter((kind) => query.kinds.split(",").includes(kind)));
