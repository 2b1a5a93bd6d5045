// Raw frames of a terminal, for whoever has to find out why it is not understood.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { fullTime, number } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { DataTable } from "../../kit/table.js";
import { t } from "../../kit/texts.js";
import { DecodeForm, Decoded, useDecoding } from "./decode.js";

const directions = { up: "frames.up", down: "frames.down", refused: "frames.refused" };
const none = [];

export function Frames({ device }) {
  const found = useLoad((signal) => get(`/devices/${device.id}/frames`, null, { signal }), [device.id]);
  const decoding = useDecoding();
  const [opened, setOpened] = useState(null);
  const rows = (found.value?.frames ?? none).map((frame, index) => ({ ...frame, id: `${frame.at}${index}` })).reverse();
  const open = (row) => {
    setOpened(row.id);
    decoding.read(row.hex);
  };
  const list = { items: rows, loading: found.loading, error: found.error, fresh: Boolean(found.value), done: Boolean(found.value), refresh: found.refresh, more() {} };
  return html`<p class="page-note frames-note">${t("frames.note")}</p>
    <div class="command-split"><div><${DataTable} name="device-frames" caption=${t("frames.list")} columns=${columns()} list=${list} onOpen=${open} opened=${opened}
        empty=${{ icon: "command", title: t("frames.none"), text: t("frames.noneHint") }} /></div>
      <${Card} title=${t("frames.decodeTitle")}><${DecodeForm} decoding=${decoding} /><${Decoded} decoding=${decoding} /><//></div>`;
}

const columns = () => [
  { key: "at", title: t("frames.at"), width: 190, phone: "line", cell: (row) => html`<span class="nowrap">${fullTime(row.at)}</span>` },
  { key: "direction", title: t("frames.direction"), width: 72, cell: (row) => t(directions[row.direction] ?? directions.up) },
  { key: "bytes", title: t("frames.bytes"), align: "end", width: 64, cell: (row) => number(row.hex.length / 2) },
  { key: "hex", title: t("frames.hex"), phone: "title", cell: (row) => html`<span class="code frame-hex">${row.hex}</span>` },
];
