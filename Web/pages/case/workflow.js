// The workflow's table, read once: what may be done from a state, and by whom.
import { useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { can, mayForSome } from "../../kit/session.js";

// The permission by which somebody acts in a role.
const permissions = {
  collector: "case.inspect", acceptor: "case.accept", duty_officer: "case.approve", dispatcher: "case.dispatch",
  department: "case.handle", department_lead: "case.handle_lead", supervisor: "case.supervise",
};

let table = null;

export function workflow() {
  table ??= get("/workflow").catch((error) => {
    table = null;
    throw error;
  });
  return table;
}

export function useWorkflow() {
  const [value, setValue] = useState(null);
  useEffect(() => {
    let isLate = false;
    workflow().then((read) => !isLate && setValue(read), () => {});
    return () => { isLate = true; };
  }, []);
  return value;
}

/** In which roles somebody may act in an area; departments are narrowed further by the server. */
export const heldRoles = (area) => Object.entries(permissions).filter(([, permission]) => can(permission) && mayForSome(permission, area)).map(([role]) => role);

/** The rows of the table that the reader's roles allow from a row's state: for lists, whose rows do not carry their actions. */
export function rowsFor(read, row) {
  if (!read) return [];
  const roles = heldRoles(row.area.id);
  return read.rows.filter((each) => each.from.includes(row.state) && each.roles.some((role) => roles.includes(role)));
}

/** Where an action leads to, by name; null where the state stays. */
export const stateOf = (read, code) => read?.states.find((each) => each.state === code) ?? null;
