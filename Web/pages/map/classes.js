// Classes of parts on the map: their hue by big class, and a mark of one or two letters that is read at 16 px.
import { useEffect, useState } from "../../kit/html.js";
import { allClasses } from "../../kit/fields/class-picker.js";
import { classColor, colors } from "../../kit/map/palette.js";
import { font, sheet } from "../../kit/map/pictures.js";
import { language, say } from "../../kit/texts.js";

// The letter by which people know the thing: for covers what runs below them.
const letters = [
  [/上水|供水|给水/, "水"], [/污水/, "污"], [/雨水/, "雨"], [/电力|供电/, "电"], [/通[讯信]|电信|网络/, "通"], [/燃气|煤气|天然气/, "气"], [/热力|供热/, "热"],
  [/公安/, "警"], [/消防|消火/, "消"], [/路灯|照明|景观灯/, "灯"], [/信号灯|红绿灯/, "信"], [/交接箱|配电箱|控制箱|变压器|设备箱/, "箱"], [/电话亭/, "话"], [/报刊|售货亭/, "报"],
  [/邮/, "邮"], [/厕/, "厕"], [/垃圾|果皮|废物/, "圾"], [/候车|公交|站亭|站牌/, "站"], [/停车/, "停"], [/护栏|隔离|栏/, "栏"], [/桥/, "桥"], [/隧道|通道/, "道"],
  [/标志牌|指示牌|路名牌|标牌/, "牌"], [/广告|霓虹/, "广"], [/监控|摄像|电子眼/, "视"], [/树|木/, "树"], [/绿地|草/, "绿"], [/花/, "花"], [/雕塑|雕像/, "塑"], [/座椅|坐椅/, "座"],
  [/喷泉|水景/, "泉"], [/自行车/, "车"], [/充电/, "充"], [/立杆|杆/, "杆"], [/雨篦|雨箅|篦|箅/, "篦"], [/井/, "井"],
];

const isCover = (name) => /井盖|检查井|雨篦|雨箅|窨井/.test(name);

/** “污” for 污水井盖; in English the first letters of the name. */
export function letterOf(name, lang) {
  if (lang === "en") {
    const words = (name?.en ?? "").replace(/[^A-Za-z ]/g, " ").split(" ").filter((word) => word && !/^(and|of|for|the|or)$/i.test(word));
    return words.slice(0, 2).map((word) => word[0].toUpperCase()).join("") || "?";
  }
  const text = name?.zh ?? "";
  return letters.find(([pattern]) => pattern.test(text))?.[1] ?? text.replace(/^(其他|其它|公共|城市|市政)/, "").slice(0, 1) ?? "件";
}

/** { bySmall: { "0101": class }, big: [{ code, name }] } of the parts' classes; null before they are read. */
export function usePartClasses(isWanted) {
  const [classes, setClasses] = useState(null);
  useEffect(() => {
    if (!isWanted || classes) return undefined;
    let isLate = false;
    const take = (all) => !isLate && setClasses(sorted(all.filter((each) => each.kind === "component")));
    // Without the table the marks are plain; that is no reason for a map without parts.
    allClasses().then(take, () => take([]));
    return () => { isLate = true; };
  }, [isWanted]);
  return classes;
}

function sorted(all) {
  const bySmall = new Map(all.map((each) => [each.big + each.small, each]));
  const big = [...new Map(all.map((each) => [each.big, { code: each.big, name: each.bigName }])).values()].sort((one, other) => one.code.localeCompare(other.code));
  return { bySmall, big };
}

export const partName = (classes, code) => say(classes?.bySmall.get(code)?.name) || code;

/** Draws the marks of parts for the map: round for covers, square for all else; a corner says that something is wrong. */
export const partPainter = (read) => ([code, state = "intact", lang = language.get()]) => {
  const known = read()?.bySmall.get(code);
  const letter = letterOf(known?.name, lang);
  const color = classColor(code.slice(0, 2));
  const { canvas, pen } = sheet(20, 20);
  pen.beginPath();
  if (isCover(known?.name?.zh ?? "")) pen.arc(10, 10, 8.5, 0, 7);
  else pen.roundRect(1.5, 1.5, 17, 17, 4);
  pen.fillStyle = color;
  pen.fill();
  pen.strokeStyle = colors().paper;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.font = font(letter.length > 1 ? 9 : 11, 700);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colors().isDark ? "#12161c" : "#ffffff";
  pen.fillText(letter, 10, 10.8);
  if (state !== "intact") {
    pen.beginPath();
    pen.moveTo(20, 0);
    pen.lineTo(20, 9);
    pen.lineTo(11, 0);
    pen.closePath();
    pen.fillStyle = colors().red;
    pen.fill();
  }
  return canvas;
};
