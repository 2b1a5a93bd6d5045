// What went wrong, in words for the reader and codes for the program.
import { language, t } from "./texts.js";

export class ApiError extends Error {
  constructor(facts) {
    super();
    this.name = "ApiError";
    this.status = facts.status;
    this.code = facts.code;
    this.wording = facts.wording ?? null;
    this.requestID = facts.requestID ?? null;
    this.retryAfter = facts.retryAfter ?? null;
    this.offline = facts.offline ?? false;
    this.method = facts.method ?? "GET";
    this.fieldWordings = facts.fields ?? {};
  }

  /** In the language that is chosen now, not in that of the moment when it happened. */
  get message() {
    if (this.wording) return this.wording[language.get()] ?? this.wording.zh;
    if (this.offline) return t(this.method === "GET" ? "error.offline" : "error.offlineWrite");
    return t("error.unexpected", { status: this.status });
  }

  get fields() {
    return Object.fromEntries(
      Object.entries(this.fieldWordings).map(([path, wording]) => [path, wording[language.get()] ?? wording.zh]),
    );
  }

  get stale() {
    return this.status === 412;
  }

  get forbidden() {
    return this.status === 403;
  }

  get notFound() {
    return this.status === 404;
  }

  /** The session is over: signing in again helps. A refused sign-in is not that. */
  get endsSession() {
    return this.status === 401 && !["session.refused", "session.code_required"].includes(this.code);
  }

  static offline(method) {
    return new ApiError({ status: 0, code: "offline", offline: true, method });
  }

  static async of(answer) {
    const text = await answer.text().catch(() => "");
    return ApiError.from(answer.status, text, (name) => answer.headers.get(name));
  }

  static from(status, text, header) {
    const problem = parsed(text);
    const seconds = Number.parseInt(header("Retry-After") ?? "", 10);
    const fields = (problem.fields ?? []).map((field) => [field.field, field.wording]);
    return new ApiError({
      status,
      code: problem.code ?? `http.${status}`,
      wording: problem.messages,
      fields: Object.fromEntries(fields),
      requestID: problem.requestID ?? header("X-Request-ID"),
      retryAfter: Number.isNaN(seconds) ? null : seconds,
    });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
