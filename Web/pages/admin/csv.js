// Saves what a page has computed as a table that spreadsheets open: UTF-8 with a byte order mark, formulas disarmed.
import { saveFile } from "../../kit/save.js";

const cell = (value) => {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export function saveTable(name, rows) {
  saveText(name, rows.map((row) => row.map(cell).join(",")).join("\r\n"));
}

export function saveText(name, text) {
  const bare = text.startsWith("\uFEFF") ? text : `\uFEFF${text}`;
  saveFile(new Blob([bare], { type: "text/csv" }), `${name}.csv`);
}
