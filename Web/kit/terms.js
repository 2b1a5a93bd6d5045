// Names for the codes of the field that the API sends without a name. Codes never stand alone on a page.
import { add, t } from "./texts.js";
import texts from "../texts/terms.js";

add(texts);

const table = (keys) => ({
  choices: () => Object.entries(keys).map(([value, key]) => ({ value, label: t(key) })),
  name: (value) => (value === undefined || value === null ? "" : t(keys[value] ?? value)),
});

const sourceTable = table({
  collector: "source.collector", hotline_12319: "source.hotline_12319", hotline_12345: "source.hotline_12345",
  police_110: "source.police_110", wechat: "source.wechat", app: "source.app", website: "source.website",
  video: "source.video", leader: "source.leader", media: "source.media", device: "source.device",
  department: "source.department", counter: "source.counter", other: "source.other",
});
const stageTable = table({
  collection: "stage.collection", filing: "stage.filing", dispatch: "stage.dispatch", handling: "stage.handling",
  feedback: "stage.feedback", checking: "stage.checking", evaluation: "stage.evaluation",
});
const stateTable = table({
  reported: "state.reported", pending_verification: "state.pending_verification", pending_filing: "state.pending_filing",
  pending_dispatch: "state.pending_dispatch", pending_handling: "state.pending_handling", handling: "state.handling",
  return_requested: "state.return_requested", extension_requested: "state.extension_requested",
  extension_endorsed: "state.extension_endorsed", suspension_requested: "state.suspension_requested",
  suspended: "state.suspended", handled: "state.handled", pending_check: "state.pending_check",
  pending_closing: "state.pending_closing", self_handled_review: "state.self_handled_review", closed: "state.closed",
  force_closed: "state.force_closed", cancelled: "state.cancelled", refused: "state.refused", merged: "state.merged",
  self_handled: "state.self_handled",
});
const lampTable = table({ green: "lamp.green", yellow: "lamp.yellow", red: "lamp.red" });
const roleTable = table({
  collector: "caseRole.collector", acceptor: "caseRole.acceptor", duty_officer: "caseRole.duty_officer",
  dispatcher: "caseRole.dispatcher", department: "caseRole.department", department_lead: "caseRole.department_lead",
  supervisor: "caseRole.supervisor",
});
const photoTable = table({
  near: "photo.near", far: "photo.far", reference: "photo.reference", before: "photo.before", after: "photo.after",
});
const levelTable = table({ city: "level.city", county: "level.county", street: "level.street", community: "level.community" });
const kindTable = table({ component: "classKind.component", event: "classKind.event" });
const supervisionTable = table({ none: "supervision.none", open: "supervision.open", answered: "supervision.answered" });
const appealTable = table({
  none: "appeal.none", requested: "appeal.requested", reviewed: "appeal.reviewed", upheld: "appeal.upheld",
  rejected: "appeal.rejected",
});
const partStateTable = table({
  intact: "partState.intact", damaged: "partState.damaged", lost: "partState.lost", abandoned: "partState.abandoned",
  occupied: "partState.occupied",
});
const postTable = table({
  collector: "post.collector", acceptor: "post.acceptor", duty_officer: "post.duty_officer", dispatcher: "post.dispatcher",
  handler: "post.handler", supervisor: "post.supervisor", evaluator: "post.evaluator", leader: "post.leader",
});
const organisationKindTable = table({
  supervision_centre: "orgKind.supervision_centre", command_centre: "orgKind.command_centre", department: "orgKind.department",
  collection_contractor: "orgKind.collection_contractor", service_contractor: "orgKind.service_contractor",
  street: "orgKind.street", enforcement: "orgKind.enforcement", other: "orgKind.other",
});

// Choices for filters and forms: [{ value, label }].
export const sources = sourceTable.choices;
export const stages = stageTable.choices;
export const states = stateTable.choices;
export const lamps = lampTable.choices;
export const roles = roleTable.choices;
export const photoKinds = photoTable.choices;
export const levels = levelTable.choices;
export const classKinds = kindTable.choices;
export const supervisions = supervisionTable.choices;
export const appeals = appealTable.choices;
export const partStates = partStateTable.choices;
export const posts = postTable.choices;
export const organisationKinds = organisationKindTable.choices;

// The name of one code.
export const sourceName = sourceTable.name;
export const stageName = stageTable.name;
export const stateName = stateTable.name;
export const lampName = lampTable.name;
export const roleName = roleTable.name;
export const photoKindName = photoTable.name;
export const levelName = levelTable.name;
export const classKindName = kindTable.name;
export const supervisionName = supervisionTable.name;
export const appealName = appealTable.name;
export const partStateName = partStateTable.name;
export const postName = postTable.name;
export const organisationKindName = organisationKindTable.name;

/** States after which nothing more happens. */
export const endedStates = ["closed", "force_closed", "cancelled", "refused", "merged", "self_handled"];
export const hasEnded = (state) => endedStates.includes(state);
