// The page of the API: reads openapi.json, which the server makes from its route table, and shows one operation at a
// time. It needs no library, works at whatever address it is served from, and keeps a pasted token in memory only.

const base = new URL("..", import.meta.url);
const methods = ["get", "post", "put", "patch", "delete"];
const byID = (id) => document.getElementById(id);

/* ---------------------------------------------------------------- words */

const languageKey = "streetwise.language";
let language = startLanguage();

function startLanguage() {
  try {
    const kept = localStorage.getItem(languageKey);
    if (kept === "zh" || kept === "en") return kept;
  } catch { /* storage is switched off: nothing is remembered */ }
  const wanted = navigator.languages.map((name) => name.slice(0, 2)).find((name) => name === "zh" || name === "en");
  return wanted ?? "zh";
}

/** The text in the page's language, with thin space where Chinese meets Latin letters or digits. */
function say(zh, en) {
  if (language === "en") return en;
  return zh
    .replace(/([\u3400-\u9fff])([A-Za-z0-9])/g, "$1\u2009$2")
    .replace(/([A-Za-z0-9])([\u3400-\u9fff])/g, "$1\u2009$2");
}

/** "中文 · English", as the document writes its summaries. */
function both(text) {
  const at = text.indexOf(" · ");
  return at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 3)];
}

const tagNames = {
  accounts: ["账号", "Accounts"], areas: ["区域", "Areas"], audit: ["审计", "Audit log"],
  calendar: ["工作日历", "Work calendar"], callers: ["来电人", "Callers"], cases: ["案件", "Cases"],
  classes: ["部件与事件分类", "Classes"], exports: ["导出", "Exports"], grids: ["单元网格", "Unit grids"],
  imports: ["导入", "Imports"], inbox: ["待办", "Inbox"], live: ["实时事件", "Live events"],
  media: ["照片", "Photos"], organisations: ["机构", "Organisations"], parts: ["部件", "Components"],
  places: ["位置", "Places"], "responsibility-grids": ["责任网格", "Responsibility grids"],
  roles: ["角色", "Roles"], routing: ["派遣规则", "Routing rules"], session: ["本人会话", "Own session"],
  sessions: ["登录", "Signing in"], staff: ["人员", "Staff"], workflow: ["流程", "Workflow"],
};

const headerWords = {
  "Idempotency-Key": [
    "客户端自选的 8–128 个可见 ASCII 字符；同一键重复发送只执行一次",
    "8–128 visible ASCII characters of your choice; however often a key is sent, the write is done once",
  ],
  "If-Match": ["读取时得到的 ETag，例如 \"3\"", "The ETag that was read, such as \"3\""],
};

function access(operation) {
  if (operation.access === "open") return [say("任何人，无需登录", "Anybody, without signing in")];
  if (operation.access === "signed in") return [say("已登录的任何人", "Anybody who is signed in")];
  return [
    say("拥有 ", "Holders of "), h("code", {}, operation.access),
    say(" 权限者，限其区域与机构之内", " within their areas and organisations"),
  ];
}

/* ---------------------------------------------------------------- elements */

function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A sentence in which `backticks` mark code. */
function rich(zh, en) {
  return say(zh, en).split("`").map((piece, index) => (index % 2 ? h("code", {}, piece) : piece));
}

function announce(text) {
  byID("said").textContent = "";
  requestAnimationFrame(() => { byID("said").textContent = text; });
}

function badge(operation) {
  return h("span", { class: operation.method === "get" ? "method" : "method writes" }, operation.method.toUpperCase());
}

function copyButton(text) {
  const words = say("复制", "Copy");
  const button = h("button", {
    type: "button", class: "small-button",
    onclick: async () => {
      const done = await copy(text());
      button.textContent = done ? say("已复制", "Copied") : say("请手动复制", "Copy by hand");
      announce(button.textContent);
      setTimeout(() => { button.textContent = words; }, 1600);
    },
  }, words);
  return button;
}

/** Pages that came over plain HTTP from another machine have no clipboard; they take the old way. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "hidden", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

function box(title, text, ...tools) {
  const pre = h("pre", { tabindex: "0", role: "region", "aria-label": title }, text);
  return h("section", { class: "box" },
    h("div", { class: "head" }, h("h2", {}, title), ...tools, copyButton(() => pre.textContent)), pre);
}

/* ---------------------------------------------------------------- the document */

let api = null;
let operations = [];

function readOperations() {
  const found = [];
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of methods) {
      if (item[method]) found.push(operation(method, path, item[method]));
    }
  }
  return found.sort((left, right) => left.tag.localeCompare(right.tag));
}

function operation(method, path, source) {
  const [zh, en] = both(source.summary ?? "");
  const made = {
    id: source.operationId, method, path, zh, en, tag: source.tags?.[0] ?? "", access: source["x-access"] ?? "open",
    parameters: source.parameters ?? [], body: content(source.requestBody), answer: content(source.responses?.["2XX"]),
  };
  const names = made.parameters.map((parameter) => parameter.name);
  made.haystack = [method, path, zh, en, made.tag, tagNames[made.tag], made.access, made.id, names].flat().join(" ").toLowerCase();
  return made;
}

function content(message) {
  const entry = Object.entries(message?.content ?? {})[0];
  return entry ? { type: entry[0], schema: entry[1].schema ?? {} } : null;
}

const isJSON = (message) => message?.type.startsWith("application/json") ?? false;
/** Follows a name, and leaves out that a field may be null: that is said by its not being required. */
function resolve(given) {
  const schema = given.anyOf?.[0] ?? given;
  const name = schema.$ref?.split("/").pop();
  return name ? { name, schema: api.components.schemas[name] ?? {} } : { name: null, schema };
}

/** A type in words: `案件[]`, 时间, 整数. */
function typeWords(given) {
  const { name, schema } = resolve(given);
  if (name) return [h("code", {}, name)];
  if (schema.type === "array") return [say("列表：", "list of "), ...typeWords(schema.items ?? {})];
  if (schema.additionalProperties) {
    if (Object.keys(schema.additionalProperties).length === 0) return [say("JSON 对象", "JSON object")];
    return [say("对象，每个键的值为 ", "object; each key holds "), ...typeWords(schema.additionalProperties)];
  }
  const words = {
    "date-time": ["时间，例如 2026-03-02T01:00:00.000Z", "time, such as 2026-03-02T01:00:00.000Z"],
    date: ["日期，例如 2026-03-02", "date, such as 2026-03-02"],
    binary: ["字节", "bytes"], int64: ["整数", "whole number"],
  }[schema.format] ?? {
    string: ["文字", "text"], integer: ["整数", "whole number"], number: ["数", "number"],
    boolean: ["是或否", "true or false"], object: ["对象", "object"],
  }[schema.type] ?? ["任意 JSON", "any JSON"];
  const choice = schema.enum ? ["以下之一", "one of"] : words;
  const [least, most] = [schema.minLength, schema.maxLength];
  const length = most ? say(`，${least ?? 0}–${most} 字节`, `, ${least ?? 0}–${most} bytes`) : "";
  return [say(...choice) + (schema.format === "binary" ? "" : length)];
}

function values(schema) {
  return schema.enum ? h("div", { class: "values" }, schema.enum.map((value) => h("code", {}, value))) : null;
}

/** The fields of an object, one line each, with what is inside them folded away below the first level. */
function tree(given, isAnswer, seen = []) {
  const { name, schema } = resolve(given);
  const path = name ? [...seen, name] : seen;
  const must = new Set(schema.required ?? []);
  const names = Object.keys(schema.properties ?? {}).sort((a, b) => must.has(b) - must.has(a));
  return h("ul", { class: seen.length ? "in" : "tree" },
    names.map((key) => field(key, schema.properties[key], must.has(key), isAnswer, path)));
}

function field(key, given, isRequired, isAnswer, path) {
  const line = [
    h("span", { class: "key" }, key), h("span", { class: "type" }, typeWords(given)),
    isRequired && !isAnswer && h("span", { class: "must" }, say("必填", "required")),
    !isRequired && isAnswer && h("span", { class: "quiet small" }, say("可能没有", "may be absent")),
  ];
  const inner = inside(given);
  const name = inner && resolve(inner).name;
  if (!inner || path.includes(name)) return h("li", {}, h("div", { class: "line" }, line), values(leaf(given)));
  const details = h("details", {}, h("summary", { class: "line" }, line));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(tree(inner, isAnswer, [...path, ""]));
  });
  return h("li", {}, details);
}

/** The object that a value is or holds; null for texts and numbers. */
function inside(given) {
  const { schema } = resolve(given);
  if (schema.properties) return given;
  const next = schema.items ?? schema.additionalProperties;
  return next && Object.keys(next).length ? inside(next) : null;
}

function leaf(given) {
  const { schema } = resolve(given);
  return schema.items ? leaf(schema.items) : schema;
}

/* ---------------------------------------------------------------- examples */

const samples = {
  lng: 110.798, lat: 32.629, area: "420302", areaCode: "420302", grid: "420302001002015", gridCode: "420302001002015",
  gridCodes: "420302001002015", edition: "gbt30428-reference", smallClass: "event/01/10", kind: "event", big: "01", small: "10",
  condition: "1", login: "zhangsan", phone: "13800138000", address: "武当路 12 号", description: "路边有一堆垃圾",
  opinion: "已清理", number: "4203022026030200001", password: "········", current: "········", new: "········",
  zh: "中文", en: "English", date: "2026-03-02", year: 2026, version: 3, status: 400, code: "example", next: null,
};

function example(given, onlyRequired, key = "", seen = []) {
  const { name, schema } = resolve(given);
  if (name === "Problem") return problemExample();
  if (name && seen.includes(name)) return {};
  const path = name ? [...seen, name] : seen;
  if (schema.properties) {
    const must = new Set(schema.required ?? []);
    const keys = Object.keys(schema.properties).filter((each) => must.has(each) || !onlyRequired);
    const pairs = keys.map((each) => [each, example(schema.properties[each], onlyRequired, each, path)]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== null));
  }
  if (schema.type === "array") return [example(schema.items ?? {}, onlyRequired, key, path)];
  if (schema.enum) return schema.enum[0];
  if (schema.additionalProperties) {
    return Object.keys(schema.additionalProperties).length
      ? { key: example(schema.additionalProperties, onlyRequired, "", path) } : geometry(key);
  }
  return scalar(schema, key);
}

function scalar(schema, key) {
  if (schema.format === "date-time") return "2026-03-02T01:00:00.000Z";
  if (schema.format === "date") return "2026-03-02";
  const known = samples[key];
  if (schema.type === "string") return typeof known === "string" || known === null ? known : "…";
  if (schema.type === "integer" || schema.type === "number") return typeof known === "number" ? known : 1;
  if (schema.type === "boolean") return true;
  return {};
}

function geometry(key) {
  if (!["shape", "boundary", "geometry"].includes(key)) return {};
  const ring = [[110.798, 32.629], [110.799, 32.629], [110.799, 32.63], [110.798, 32.63], [110.798, 32.629]];
  return { type: "Polygon", coordinates: [ring] };
}

function problemExample() {
  const messages = {
    en: "The case was changed by somebody else; read it again and then decide", zh: "案件已被他人修改，请刷新后再试",
  };
  return {
    code: "version.stale", detail: messages[language], messages, requestID: "3f2a…", status: 412,
    title: language === "zh" ? "内容已变" : "Changed meanwhile", type: "/api/docs#version.stale",
  };
}

/** JSON as people read it, a position on one line. */
const pretty = (value) => JSON.stringify(value, null, 2).replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, "[$1, $2]");
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function address(operation, given = {}) {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => given[name] ? encodeURIComponent(given[name]) : name.toUpperCase());
  const url = new URL(path.replace(/^\//, ""), base);
  for (const { name, in: place } of operation.parameters) {
    if (place === "query" && given[name]) url.searchParams.set(name, given[name]);
  }
  return url.href;
}

function curl(operation, body, given) {
  const parts = ["curl -sS"];
  if (operation.method !== "get") parts[0] += ` -X ${operation.method.toUpperCase()}`;
  if (operation.answer?.type === "text/event-stream") parts[0] += " -N";
  else if (operation.answer && !isJSON(operation.answer)) parts[0] += " -o file";
  parts[0] += ` ${quoted(address(operation, given))}`;
  if (operation.access !== "open") parts.push("-H \"Authorization: Bearer $TOKEN\"");
  for (const { name, in: place } of operation.parameters) {
    if (place !== "header") continue;
    if (name === "Idempotency-Key") parts.push("-H \"Idempotency-Key: $(uuidgen)\"");
    else parts.push(`-H ${quoted(name === "If-Match" ? "If-Match: \"3\"" : `${name}: …`)}`);
  }
  if (operation.body) parts.push(`-H ${quoted(`Content-Type: ${operation.body.type}`)}`);
  if (isJSON(operation.body)) parts.push(`-d ${quoted(body)}`);
  else if (operation.body) parts.push("--data-binary @file");
  return parts.join(" \\\n  ");
}

/* ---------------------------------------------------------------- an operation */

let running = null;
let token = "";

function showOperation(operation) {
  const curlBox = box(say("用 curl 调用", "Call it with curl"), "");
  const curlText = curlBox.querySelector("pre");
  const aside = h("div", { class: "aside" }, curlBox);
  let body = "";
  let given = {};
  const refresh = () => { curlText.textContent = curl(operation, body, given); };
  if (isJSON(operation.body)) {
    aside.append(bodyExample(operation, (text) => { body = text; refresh(); }));
  }
  if (operation.method === "get") {
    aside.append(tryForm(operation, (entered) => { given = entered; refresh(); }));
  }
  if (isJSON(operation.answer)) {
    aside.append(box(say("应答示例", "Example of the answer"), pretty(example(operation.answer.schema, false))));
  }
  refresh();
  const path = h("code", { class: "path" }, operation.path);
  return [
    h("h1", { tabindex: "-1" }, say(operation.zh, operation.en)),
    h("div", { class: "address" }, badge(operation), path, copyButton(() => operation.path)),
    h("div", { class: "facts" },
      h("p", {}, h("b", {}, say("谁可以：", "Who may: ")), access(operation)),
      h("p", {}, h("b", {}, say("操作名：", "Operation: ")), h("code", {}, operation.id))),
    h("div", { class: "columns" }, h("div", {}, parametersPart(operation), bodyPart(operation), answerPart(operation)), aside),
    steps(operation),
  ];
}

function part(title, type, ...children) {
  return h("section", { class: "part" }, h("h2", {}, title, type && h("span", { class: "type" }, type)), children);
}

function parametersPart(operation) {
  const title = say("参数", "Parameters");
  if (!operation.parameters.length) return part(title, null, h("p", {}, say("没有参数。", "There are none.")));
  const places = { path: ["路径", "path"], query: ["查询", "query"], header: ["请求头", "header"] };
  const rows = operation.parameters.map((parameter) => {
    const [zh, en] = parameter.description ? both(parameter.description) : headerWords[parameter.name] ?? ["", ""];
    const words = say(zh, en);
    return h("tr", {},
      h("td", { class: "name" }, parameter.name, parameter.required && h("div", { class: "must" }, say("必填", "required"))),
      h("td", {}, say(...(places[parameter.in] ?? [parameter.in, parameter.in]))),
      h("td", {}, words, words && h("br"), h("span", { class: "quiet" }, typeWords(parameter.schema ?? {})), values(parameter.schema ?? {})));
  });
  const heads = [["名称", "Name"], ["位置", "In"], ["说明", "Meaning"]];
  return part(title, null, h("div", { class: "scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, heads.map(([zh, en]) => h("th", { scope: "col" }, say(zh, en))))), h("tbody", {}, rows))));
}

function bodyPart(operation) {
  if (!operation.body) return null;
  const title = say("请求体", "Body");
  if (!isJSON(operation.body)) {
    return part(title, operation.body.type, h("p", {}, say("文件的字节，原样发送。", "The bytes of a file, as they are.")));
  }
  return part(title, operation.body.type, tree(operation.body.schema, false));
}

function answerPart(operation) {
  const title = say("应答", "Answer");
  const errors = h("p", {}, say("出错时应答为 ", "Troubles are answered as "), h("a", { href: "#errors" }, "application/problem+json"), say("。", "."));
  const notes = [];
  if (operation.method !== "get" && operation.path.includes("{")) {
    notes.push(h("p", {}, rich(
      "修改已有对象时须带 `If-Match`，值为读取时得到的 `ETag`；缺少时答 428，对象已变时答 412。",
      "A change of something that is there takes `If-Match` with the `ETag` that was read: without it the answer is 428, and 412 when it has changed since.")));
  }
  if (!operation.answer) {
    return part(title, "204", h("p", {}, say("没有内容（204）。", "No content (204).")), notes, errors);
  }
  if (!isJSON(operation.answer)) {
    return part(title, `2XX ${operation.answer.type}`, h("p", {}, fileWords(operation.answer.type)), notes, errors);
  }
  return part(title, `2XX ${operation.answer.type}`, tree(operation.answer.schema, true), notes, errors);
}

function fileWords(type) {
  if (type !== "text/event-stream") return say("一个文件，边生成边发送。", "A file, sent while it is made.");
  return rich(
    "连接保持打开，事件逐条到来；断开后带上最后收到的 `Last-Event-ID` 再连，补发错过的事件。",
    "The line stays open and events come one by one; after a break, connect with the `Last-Event-ID` received last and be given what was missed.");
}

function bodyExample(operation, changed) {
  const pre = h("pre", { tabindex: "0", role: "region", "aria-label": say("请求体示例", "Example of the body") });
  const choose = (onlyRequired) => {
    pre.textContent = pretty(example(operation.body.schema, onlyRequired));
    changed(pre.textContent);
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String((index === 0) === onlyRequired)));
  };
  const buttons = [[true, "必填", "Required"], [false, "全部", "All"]].map(([only, zh, en]) =>
    h("button", { type: "button", onclick: () => choose(only) }, say(zh, en)));
  choose(Object.keys(example(operation.body.schema, true)).length > 0);
  return h("section", { class: "box" }, h("div", { class: "head" }, h("h2", {}, say("请求体示例", "Example of the body")),
    h("div", { class: "choice", role: "group", "aria-label": say("字段", "Fields") }, buttons), copyButton(() => pre.textContent)), pre);
}

function steps(operation) {
  const at = operations.indexOf(operation);
  const link = (other, arrow, before) => other && h("a", { href: `#${other.id}` },
    before ? `${arrow} ` : "", `${other.method.toUpperCase()} `, say(other.zh, other.en), before ? "" : ` ${arrow}`);
  return h("nav", { class: "steps", "aria-label": say("前后接口", "Neighbours") },
    link(operations[at - 1], "←", true), link(operations[at + 1], "→", false));
}

/* ---------------------------------------------------------------- trying a read */

function tryForm(operation, changed) {
  const asked = operation.parameters.filter((parameter) => parameter.in !== "header");
  const fields = asked.map(input);
  const secret = h("input", { name: "token", type: "password", autocomplete: "off", spellcheck: "false" });
  secret.value = token;
  secret.addEventListener("input", () => { token = secret.value.trim(); });
  const send = h("button", { class: "send" }, say("发送", "Send"));
  const stop = h("button", { class: "small-button", type: "button", disabled: true, onclick: () => running?.abort() }, say("停止", "Stop"));
  const status = h("p", { class: "status", role: "status" }, say("还没有发送。", "Nothing was sent yet."));
  const output = h("pre", { class: "wrap", tabindex: "0", role: "region", "aria-label": say("应答", "Answer") });
  const more = h("button", { class: "small-button", type: "button", disabled: true }, say("下一页", "Next page"));
  const form = h("form", {},
    asked.length > 0 && h("div", { class: "fields" }, fields),
    operation.access !== "open" && h("label", {}, say("令牌（留空则用本浏览器的登录）", "Token (empty: this browser's own session)"), secret,
      h("span", { class: "hint" }, say("登录应答里的 token；只在此页内存中，关闭即失。", "The `token` of the sign-in answer; kept in this page's memory only."))),
    h("div", { class: "acts" }, send, stop, asked.some(({ name }) => name === "cursor") && more));
  const entered = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "token"));
  form.addEventListener("input", () => changed(entered()));
  more.addEventListener("click", () => {
    form.elements.cursor.value = more.dataset.next;
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    changed(entered());
    running?.abort();
    const mine = new AbortController();
    running = mine;
    [send.disabled, stop.disabled, more.disabled] = [true, false, true];
    output.parentElement.scrollIntoView({ block: "nearest" });
    const next = await request(operation, entered(), mine.signal, status, output);
    [send.disabled, stop.disabled, more.disabled] = [false, true, !next];
    more.dataset.next = next ?? "";
  });
  return h("section", { class: "box try" }, h("div", { class: "head" }, h("h2", {}, say("试一试", "Try it"))), form,
    h("div", { class: "result" }, status, output));
}

function input(parameter) {
  const { name, schema = {}, required } = parameter;
  const choices = schema.type === "boolean" ? ["true", "false"] : schema.enum;
  const control = choices
    ? h("select", { name }, h("option", { value: "" }, "—"), choices.map((value) => h("option", { value }, value)))
    : h("input", {
      name, required, autocomplete: "off", spellcheck: "false", inputmode: schema.type === "integer" ? "numeric" : undefined,
      placeholder: schema.format === "date-time" ? "2026-03-02T01:00:00Z" : undefined,
    });
  return h("label", {}, h("span", {}, h("span", { class: "key" }, name), required && " ", required && h("span", { class: "must" }, say("必填", "required"))), control);
}

/** Sends it, shows what comes, and answers the cursor of the next page if there is one. */
async function request(operation, given, signal, status, output) {
  const began = performance.now();
  const headers = { "Accept-Language": language };
  if (token) headers.Authorization = `Bearer ${token}`;
  status.textContent = say("已发送，等待应答…", "Sent; waiting for the answer…");
  output.replaceChildren();
  try {
    const reply = await fetch(address(operation, given), { headers, signal, credentials: "same-origin" });
    const elapsed = Math.round(performance.now() - began);
    const facts = ["content-type", "etag", "retry-after", "x-request-id"].map((name) => [name, reply.headers.get(name)])
      .filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`).join(" · ");
    status.replaceChildren(h("b", {}, `${reply.status} ${reply.statusText}`), say(`，${elapsed} 毫秒`, `, ${elapsed} ms`), h("br"), h("span", { class: "hint" }, facts));
    return await showReply(reply, output);
  } catch (error) {
    if (error.name === "AbortError") status.append(h("br"), say("已停止。", "Stopped."));
    else status.textContent = say(`没有收到应答，什么也没有改变；请检查服务是否在运行。（${error.message}）`, `No answer came and nothing was changed; check that the server is running. (${error.message})`);
    return null;
  }
}

const shownMax = 200_000;

async function showReply(reply, output) {
  const type = reply.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) return await showStream(reply, output);
  if (type.startsWith("image/")) {
    output.append(h("img", { src: URL.createObjectURL(await reply.blob()), alt: say("应答的图片", "The picture that was answered") }));
    return null;
  }
  if (type && !/json|text|xml/.test(type)) {
    const file = await reply.blob();
    output.append(h("a", { href: URL.createObjectURL(file), download: "file" }, say(`保存文件（${file.size} 字节）`, `Save the file (${file.size} bytes)`)));
    return null;
  }
  const text = await reply.text();
  let value = null;
  try { value = JSON.parse(text); } catch { /* not JSON: shown as it is */ }
  const shown = value === null ? text : pretty(value);
  output.textContent = shown.length > shownMax
    ? shown.slice(0, shownMax) + say("\n…（其余未显示）", "\n… (the rest is not shown)") : shown || say("（没有内容）", "(no content)");
  return reply.ok ? value?.next ?? null : null;
}

async function showStream(reply, output) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return null;
    output.textContent = (output.textContent + value).slice(-shownMax);
    output.scrollTop = output.scrollHeight;
  }
}

/* ---------------------------------------------------------------- first page, errors */

function showHome() {
  const [zh, en] = ["街明 API", "Streetwise API"];
  const signIn = operations.find((each) => each.method === "post" && each.path.endsWith("/sessions"));
  const rules = [
    ["登录", "Signing in", "`POST /api/v1/sessions` 得到 `token`，此后每次请求带 `Authorization: Bearer …`；浏览器页面用同时设置的 HttpOnly cookie。",
      "`POST /api/v1/sessions` answers a `token`, to be sent with each request as `Authorization: Bearer …`; pages in a browser use the HttpOnly cookie that is set with it."],
    ["格式", "Form", "JSON，UTF-8，上限 1 MB。时间带时区（`2026-03-02T01:00:00.000Z`），坐标为 WGS-84 度、经度在前，标识是文字。",
      "JSON in UTF-8, at most 1 MB. Times carry their zone (`2026-03-02T01:00:00.000Z`), coordinates are WGS-84 degrees with longitude first, ids are text."],
    ["列表", "Lists", "每页 `limit` 条（1–500，缺省 50）；应答里的 `next` 作为下一页的 `cursor`，最后一页没有 `next`。不认识的查询参数会被拒绝。",
      "`limit` items a page (1–500, 50 if not said); `next` of an answer is the `cursor` of the following page and is absent on the last. Query parameters that a route does not know are refused."],
    ["写一次", "Writing once", "写请求可带 `Idempotency-Key`：同一账号、同一键七天内只执行一次，重发得到同样的应答和 `Idempotency-Replayed: true`。登录、上传等不是单个事务的操作不适用。",
      "Writes take `Idempotency-Key`: for one account and key the write is done once within seven days, and sent again it gives the same answer with `Idempotency-Replayed: true`. What is not one transaction (signing in, uploads) does not take part."],
    ["不覆盖他人", "Not over others", "读到的 `ETag` 在修改时作为 `If-Match` 发回；缺少答 428，已被他人修改答 412。",
      "The `ETag` that was read is sent back as `If-Match` with a change: 428 without it, 412 when somebody else was first."],
    ["语言", "Language", "出错说明按 `Accept-Language` 用中文或英文，两种文字都在 `messages` 里。",
      "What is said of errors follows `Accept-Language`, Chinese or English; both are in `messages`."],
    ["实时", "Live", "`GET /api/v1/live` 以 SSE 推送您有权看到的变化，断线后凭 `Last-Event-ID` 补发。",
      "`GET /api/v1/live` sends what changes within your rights as server-sent events, and after a break what was missed, by `Last-Event-ID`."],
  ];
  return [h("div", { class: "prose" },
    h("h1", { tabindex: "-1" }, say(zh, en)),
    h("p", {}, say(`${operations.length} 个接口，说明由服务程序从其路由表生成，与运行中的程序一致。`,
      `${operations.length} operations, described by the running program from its own table of routes.`)),
    box(say("地址", "Address"), new URL("api/v1/", base).href),
    signIn ? box(say("登录并取得令牌", "Sign in and take the token"), curl(signIn, pretty({ login: "zhangsan", password: "········" }))) : null,
    h("dl", { class: "rules" }, rules.map(([zhName, enName, zhText, enText]) =>
      h("div", {}, h("dt", {}, say(zhName, enName)), h("dd", {}, rich(zhText, enText))))),
    h("p", {}, h("a", { href: "#errors" }, say("出错时的应答与状态码", "Answers to errors, and status codes")), " · ",
      h("a", { href: "openapi.json" }, "openapi.json")),
    h("h2", {}, say("全部接口", "All operations"))),
    groups().map(([tag, members]) => table(tag, members))];
}

function table(tag, members) {
  const name = tagNames[tag] ?? [tag, tag];
  return h("table", { class: "all" }, h("caption", {}, say(...name)),
    h("colgroup", {}, h("col", { class: "m" }), h("col", { class: "w" }), h("col", {}), h("col", { class: "a" })),
    h("thead", { class: "hidden" }, h("tr", {}, [["方法", "Method"], ["路径", "Path"], ["用途", "Purpose"], ["谁可以", "Who may"]]
      .map(([zh, en]) => h("th", { scope: "col" }, say(zh, en))))),
    h("tbody", {}, members.map((each) => h("tr", {}, h("td", {}, badge(each)),
      h("td", { class: "where" }, h("a", { href: `#${each.id}` }, each.path)), h("td", { class: "what" }, say(each.zh, each.en)),
      h("td", { class: "who small" }, shortAccess(each))))));
}

function shortAccess(operation) {
  if (operation.access === "open") return say("任何人", "anybody");
  return operation.access === "signed in" ? say("已登录", "signed in") : h("code", {}, operation.access);
}

const statuses = [
  [400, "填写有误", "Bad input", "按 `fields` 逐项改正后再发。", "Correct what `fields` names, then send again."],
  [401, "未登录", "Not signed in", "登录，或换一个有效的令牌。", "Sign in, or use a token that is valid."],
  [403, "没有权限", "Not allowed", "需要的权限写在说明里；由安全管理员授予。", "The permission is named; the security administrator grants it."],
  [404, "找不到", "Not found", "不存在，或您无权知道它存在。", "It is not there, or you may not know that it is."],
  [409, "有冲突", "Conflict", "与现有数据或当前状态不合；重新读取再决定。", "It does not go with what is there, or with the present state; read again and decide."],
  [412, "内容已变", "Changed meanwhile", "他人先改了；什么也没有覆盖，重新读取再改。", "Somebody else was first and nothing was overwritten; read again, then change."],
  [413, "内容太大", "Too large", "上限写在说明里；分成几份发送。", "The limit is named; send it in parts."],
  [415, "类型不支持", "Unsupported type", "以 `Content-Type: application/json` 发送，文件须为说明中的类型。", "Send `Content-Type: application/json`, and files of a type that is named."],
  [428, "缺少条件", "Condition missing", "带上 `If-Match`。", "Send `If-Match`."],
  [429, "请求过多", "Too many requests", "按 `Retry-After` 的秒数等待后再发。", "Wait for the seconds in `Retry-After`, then send again."],
  [500, "系统出错", "Internal error", "是我们的问题，已记录；请附上 `requestID` 告诉管理员。", "Our fault, and logged; tell the administrator the `requestID`."],
  [503, "暂时不可用", "Unavailable", "稍后再发，同一 `Idempotency-Key` 是安全的。", "Send again later; with the same `Idempotency-Key` that is safe."],
  [507, "存储已满", "Storage full", "什么也没有保存；请告诉系统管理员。", "Nothing was saved; tell the system administrator."],
];

function showErrors(code) {
  const rows = statuses.map(([status, zh, en, zhDo, enDo]) => h("tr", {}, h("td", { class: "name" }, String(status)),
    h("td", {}, say(zh, en)), h("td", {}, rich(zhDo, enDo))));
  const heads = [["状态码", "Status"], ["名称", "Title"], ["怎么办", "What to do"]];
  return [h("div", { class: "prose" },
    h("h1", { tabindex: "-1" }, code ? say(`错误代码 ${code}`, `Error code ${code}`) : say("出错时的应答", "Answers to errors")),
    code ? h("p", { class: "called" }, rich(
      `应答里的 \`detail\` 已写明出了什么事、该怎么做；\`${code}\` 是给程序用的固定代码，不随语言变化。`,
      `The \`detail\` of the answer says what happened and what to do; \`${code}\` is the code for programs, the same in every language.`)) : null,
    h("p", {}, rich(
      "每个错误都是 RFC 9457 的 problem details（`application/problem+json`）。程序看 `code`，人看 `detail`；`fields` 逐项指出哪个字段、什么原因；`requestID` 与应答头 `X-Request-ID` 相同，日志里也有。",
      "Every error is an RFC 9457 problem (`application/problem+json`). Programs look at `code`, people at `detail`; `fields` names each bad field and why; `requestID` is that of the header `X-Request-ID`, and the log has it too.")),
    box(say("示例", "Example"), pretty(problemExample())),
    api.components.schemas.Problem ? part("Problem", null, tree({ $ref: "#/components/schemas/Problem" }, true)) : null,
    h("h2", {}, say("状态码", "Status codes")),
    h("div", { class: "scroll" }, h("table", {},
      h("thead", {}, h("tr", {}, heads.map(([zh, en]) => h("th", { scope: "col" }, say(zh, en))))), h("tbody", {}, rows))))];
}

/* ---------------------------------------------------------------- the list on the left */

function groups() {
  const found = new Map();
  for (const each of operations) found.set(each.tag, [...(found.get(each.tag) ?? []), each]);
  return [...found];
}

function fillNav() {
  byID("groups").replaceChildren(
    h("a", { class: "plain", href: "#", "data-id": "" }, say("开始", "Start")),
    h("a", { class: "plain", href: "#errors", "data-id": "errors" }, say("出错与状态码", "Errors and status codes")),
    ...groups().map(([tag, members]) => h("details", { "data-tag": tag },
      h("summary", {}, say(...(tagNames[tag] ?? [tag, tag])), h("span", { class: "tag" }, String(members.length))),
      h("ul", {}, members.map((each) => h("li", {}, h("a", { href: `#${each.id}`, "data-id": each.id },
        badge(each), h("span", {}, say(each.zh, each.en)),
        h("span", { class: "where" }, each.path.replace("/api/v1", "")))))))),
    h("p", { class: "none", hidden: true }, say("没有符合的接口；换个词，或写路径的一部分。", "Nothing fits; try another word or a part of the path.")));
}

function narrow() {
  const words = byID("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const known = new Map(operations.map((each) => [each.id, each]));
  let count = 0;
  for (const group of byID("groups").querySelectorAll("details")) {
    let shown = 0;
    for (const link of group.querySelectorAll("a")) {
      const fits = words.every((word) => known.get(link.dataset.id).haystack.includes(word));
      link.parentElement.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count += shown;
    group.hidden = shown === 0;
    group.open = words.length > 0 ? shown > 0 : group.querySelector("[aria-current]") !== null;
  }
  byID("groups").querySelector(".none").hidden = count > 0;
  byID("count").textContent = words.length ? say(`${operations.length} 个接口中的 ${count} 个`, `${count} of ${operations.length} operations`) : "";
}

function visibleLinks() {
  return [...byID("groups").querySelectorAll("a")].filter((link) => link.offsetParent !== null);
}

function moveInNav(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = visibleLinks();
  if (!step || !links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  if (at + step < 0) byID("filter").focus();
  else links[Math.min(at + step, links.length - 1)].focus();
}

function openMenu(open) {
  byID("nav").classList.toggle("open", open);
  byID("menu").setAttribute("aria-expanded", String(open));
}

/* ---------------------------------------------------------------- the page as a whole */

const asked = () => decodeURIComponent(location.hash.slice(1));

/** A hash names an operation, `errors`, or the code of an error, as the `type` of a problem does. */
function show(isFirst = false) {
  const wanted = asked();
  if (wanted === "content" || !api) return;
  running?.abort();
  openMenu(false);
  const operation = operations.find((each) => each.id === wanted);
  const parts = operation ? showOperation(operation) : wanted === "" ? showHome() : showErrors(wanted === "errors" ? null : wanted);
  const main = byID("content");
  main.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  const heading = main.querySelector("h1");
  document.title = wanted === "" ? say("街明 API", "Streetwise API") : `${heading.textContent} · ${say("街明 API", "Streetwise API")}`;
  const current = operation?.id ?? (wanted === "" ? "" : "errors");
  for (const link of byID("groups").querySelectorAll("a")) {
    if (link.dataset.id === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const link = byID("groups").querySelector("[aria-current]");
  if (link?.closest("details")) link.closest("details").open = true;
  link?.scrollIntoView({ block: "nearest" });
  if (isFirst) return;
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

function dress() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  byID("skip").textContent = say("跳到正文", "Skip to the text");
  byID("menu").textContent = say("目录", "Contents");
  byID("brand").textContent = say("街明 API", "Streetwise API");
  byID("language").textContent = language === "zh" ? "English" : "中文";
  byID("language").lang = language === "zh" ? "en" : "zh-CN";
  byID("nav").setAttribute("aria-label", say("接口目录", "Operations"));
  byID("filter-label").textContent = say("筛选接口", "Filter the operations");
  byID("filter").placeholder = say("筛选：词、路径、权限", "Filter by word or path");
  fillNav();
  narrow();
}

async function load() {
  try {
    const reply = await fetch(new URL("api/openapi.json", base));
    if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
    api = await reply.json();
    operations = readOperations();
    dress();
    show(true);
  } catch (error) {
    byID("content").replaceChildren(
      h("p", {}, say(`接口说明没有读到（${error.message}）。请检查网络和服务，然后重试。`, `The description of the API could not be read (${error.message}). Check the network and the server, then try again.`)),
      h("p", {}, h("button", { class: "small-button", type: "button", onclick: load }, say("重试", "Try again"))));
  }
}

byID("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  try { localStorage.setItem(languageKey, language); } catch { /* not remembered */ }
  const top = window.scrollY;
  dress();
  show(true);
  window.scrollTo(0, top);
});
byID("menu").addEventListener("click", () => {
  openMenu(byID("menu").getAttribute("aria-expanded") !== "true");
});
byID("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byID("content").focus();
});
byID("filter").addEventListener("input", narrow);
byID("filter").addEventListener("keydown", (event) => {
  if (event.key === "Enter") visibleLinks().find((link) => link.closest("details"))?.click();
});
byID("nav").addEventListener("keydown", moveInNav);
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, select, textarea") !== null;
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    openMenu(true);
    byID("filter").focus();
    byID("filter").select();
  } else if (event.key === "Escape") {
    if (document.activeElement === byID("filter") && byID("filter").value) {
      byID("filter").value = "";
      narrow();
    } else {
      openMenu(false);
    }
  }
});
window.addEventListener("hashchange", () => show());
dressEarly();
load();

/** The bar has its words before the description has come, so that nothing moves. */
function dressEarly() {
  dress();
  byID("waiting").textContent = say("正在读取接口说明…", "Reading the description of the API…");
}
