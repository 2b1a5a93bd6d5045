// Who is judged, in the order of the tabs, and who may see whom.
import { city } from "../../kit/city.js";
import { can, may, session } from "../../kit/session.js";
import { t } from "../../kit/texts.js";

const titles = {
  department: "evaluation.by.department", city: "evaluation.by.city", county: "evaluation.by.county", street: "evaluation.by.street", community: "evaluation.by.community",
  grid: "evaluation.by.grid", responsibility_grid: "evaluation.by.responsibility_grid", collector: "evaluation.by.collector", acceptor: "evaluation.by.acceptor",
  duty_officer: "evaluation.by.duty_officer", dispatcher: "evaluation.by.dispatcher", contractor: "evaluation.by.contractor", class: "evaluation.by.class",
};

const posts = ["collector", "acceptor", "duty_officer", "dispatcher"];
const cityOnly = ["city", "class"];

export const isKind = (by) => by in titles;
export const isPost = (by) => posts.includes(by);
export const kindName = (by) => t(titles[by]);

const isForCity = (permission) => may(permission, city.get().area ?? "");

/** Whether somebody sees the table: figures of people and of the whole city are not for all. */
export function seesTable(by) {
  if (isPost(by)) return isForCity("evaluation.people");
  return !cityOnly.includes(by) || isForCity("evaluation.read");
}

export const shownKinds = () => Object.keys(titles).filter(seesTable);

/** The links to what is one's own: the department of a grant, and the posts that one has. */
export function ownLinks(period) {
  const me = session.get();
  if (!me) return [];
  const links = [];
  const scope = (me.permissions ?? []).find((each) => each.name === "evaluation.read")?.scopes?.find((each) => each.organisation);
  if (scope) links.push({ href: subjectLink("department", scope.organisation, { period }), title: t("evaluation.mine.department") });
  for (const role of new Set((me.roles ?? []).map((each) => each.code))) {
    if (isPost(role)) links.push({ href: subjectLink(role, me.account, { period }), title: t("evaluation.mine.self") });
  }
  return can("evaluation.read") ? links : [];
}

const tail = (query) => {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ""));
  return String(search) ? `?${search}` : "";
};

export const tableLink = (by, query = {}) => `/evaluation${tail({ by, ...query })}`;

/** The city's own key is empty, which an address cannot hold. */
export const subjectPath = (by, subject) => `${by}/${by === "city" ? "all" : encodeURIComponent(subject)}`;
export const subjectLink = (by, subject, query = {}) => `/evaluation/${subjectPath(by, subject)}${tail(query)}`;
export const bulletinLink = (period) => `/evaluation/bulletin/${period}`;
