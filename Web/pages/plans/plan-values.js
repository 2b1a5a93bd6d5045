// A plan as the values of its form, and back; what adding, moving and removing its parts does to the rest.

/** A key that none of the others has. */
export function freshKey(rows, prefix) {
  const known = new Set(rows.map(({ key }) => key));
  let number = rows.length + 1;
  while (known.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

export const emptyStep = (steps) => ({ key: freshKey(steps, "step"), title: "", words: "", role: "", after: [], waitMinutes: 0, dueMinutes: 30, units: 0, skills: [], isAutomatic: false });
export const emptyRole = (roles) => ({ key: freshKey(roles, "role"), title: "", words: "" });
export const emptyResource = () => ({ name: "", quantity: 1, unit: "" });

export const initialPlan = (plan) => ({
  name: plan?.name ?? "", kind: plan?.kind, area: plan?.area, state: plan?.state ?? "draft",
  content: plan?.content ?? { words: "", roles: [], resources: [], steps: [emptyStep([])], rollCallMinutes: 0 },
});

/** Empty numbers are none. */
export function bodyOf(values) {
  const { content } = values;
  const count = (value) => value ?? 0;
  return {
    name: values.name.trim(), kind: values.kind, area: values.area, state: values.state,
    content: {
      ...content, rollCallMinutes: count(content.rollCallMinutes),
      resources: content.resources.map((each) => ({ ...each, quantity: count(each.quantity) })),
      steps: content.steps.map((step) => ({ ...step, role: step.role ?? "", waitMinutes: count(step.waitMinutes), dueMinutes: count(step.dueMinutes), units: count(step.units) })),
    },
  };
}

export function checkPlan(values) {
  const required = (value, key) => (String(value ?? "").trim() ? null : key);
  return { name: required(values.name, "form.required"), kind: required(values.kind, "form.required"), area: required(values.area, "form.required") };
}

export function moved(rows, index, by) {
  const next = [...rows];
  [next[index], next[index + by]] = [next[index + by], next[index]];
  return next;
}

/** Without a step; none waits for it any more. */
export const withoutStep = (steps, index) => steps.filter((_, at) => at !== index).map((step) => ({ ...step, after: step.after.filter((key) => key !== steps[index].key) }));

/** Without a role; its steps are nobody's in particular. */
export function withoutRole(content, index) {
  const { key } = content.roles[index];
  return { ...content, roles: content.roles.filter((_, at) => at !== index), steps: content.steps.map((step) => (step.role === key ? { ...step, role: "" } : step)) };
}
