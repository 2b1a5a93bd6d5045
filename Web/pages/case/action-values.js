// Between a form's values and what the API takes: only what was decided is sent.
import { cityDayStart } from "../../kit/format.js";
import { send } from "../../kit/api.js";
import { shortClass } from "./class-fields.js";

/** What a form begins with: what the case has, and what is suggested. */
export function firstValues(fields, item) {
  const begin = {
    class: shortClass(item?.row.smallClass?.id),
    condition: item?.condition?.code,
    organisation: item?.suggestedOrganisation?.id,
    address: item?.row.address,
    description: item?.row.description,
  };
  return Object.fromEntries(fields.map(({ name }) => [name, begin[name]]));
}

/** The body of an action. Class, address and words that stay as they are, are not sent: the history tells of changes. */
export function bodyOf(values, item) {
  const before = firstValues([{ name: "class" }, { name: "condition" }, { name: "address" }, { name: "description" }], item);
  const changed = (name) => (values[name] !== before[name] ? values[name] : undefined);
  const isOtherClass = changed("class") !== undefined;
  const hasPlace = values.place?.lng !== undefined && values.place?.lat !== undefined;
  const body = {
    smallClass: changed("class"),
    condition: isOtherClass ? values.condition : changed("condition"),
    organisation: values.organisation,
    assignee: values.assignee,
    target: values.target,
    until: values.until && cityDayStart(values.until),
    upheld: values.upheld,
    satisfaction: values.satisfaction,
    place: hasPlace ? values.place : undefined,
    address: changed("address"),
    description: changed("description"),
    photos: values.photos?.length ? values.photos : undefined,
    opinion: values.opinion?.trim() || undefined,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** What is missing, before the server must say so. */
export function missing(fields, values, words) {
  const isEmpty = (name) => {
    const value = values[name];
    return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0) || (typeof value === "string" && !value.trim());
  };
  return Object.fromEntries(fields.filter((field) => field.required && isEmpty(field.name)).map((field) => [field.name, words]));
}

export const sendAction = (row, action, body, { version, key }) => send("POST", `/cases/${row.id}/actions/${action}`, body, { version, key });
