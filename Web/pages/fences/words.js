// Fences in words.
import { t } from "../../kit/texts.js";

const kinds = {
  site: "fences.kind.site", dump: "fences.kind.dump", route: "fences.kind.route", forbidden: "fences.kind.forbidden", yard: "fences.kind.yard", work_area: "fences.kind.work_area", other: "fences.kind.other",
};

export const kindName = (kind) => t(kinds[kind] ?? kinds.other);
export const kindChoices = () => Object.keys(kinds).map((value) => ({ value, label: kindName(value) }));
