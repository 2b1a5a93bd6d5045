// Where a number of the wall leads: the list that it counts.
import { addDays, cityDayStart, cityOffset } from "../../kit/format.js";

const link = (query) => `/cases?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== ""))}`;

export const openCases = (more = {}) => link({ state: "open", ...more });
export const ofStates = (states, more = {}) => link({ state: states.join(","), ...more });
export const reportedOn = (day) => link({ from: cityDayStart(day), to: cityDayStart(addDays(day, 1)) });
export const closedOn = (day, more = {}) => link({ closedFrom: cityDayStart(day), closedTo: cityDayStart(addDays(day, 1)), ...more });

const hourOf = (day, hour) => (hour === 24 ? cityDayStart(addDays(day, 1)) : `${day}T${String(hour).padStart(2, "0")}:00:00${cityOffset(new Date(`${day}T04:00:00Z`))}`);
export const reportedIn = (day, hour) => link({ from: hourOf(day, hour), to: hourOf(day, hour + 1) });
export const closedIn = (day, hour) => link({ closedFrom: hourOf(day, hour), closedTo: hourOf(day, hour + 1) });
