// Invented data for the reference page.
const minute = 60e3;
const from = (minutes) => new Date(Date.now() + minutes * minute).toISOString();
const words = [["路灯不亮", "Lamp out"], ["井盖缺失", "Manhole cover missing"], ["暴露垃圾", "Litter"], ["占道经营", "Stall on the pavement"], ["行道树倒伏", "Fallen tree"]];
const places = [["五堰街道", "Wuyan"], ["武当路街道", "Wudang Road"], ["二堰街道", "Eryan"]];
const wording = ([zh, en]) => ({ zh, en });

export const sampleRows = () => Array.from({ length: 24 }, (_, index) => ({
  id: `sample-${index}`, number: `42030220260302${String(index + 1).padStart(5, "0")}`, description: wording(words[index % 5]), place: wording(places[index % 3]),
  count: (index * 7) % 23, state: "handling", lamp: ["green", "green", "yellow", "red"][index % 4], stageDueAt: from([600, 200, 25, -90][index % 4]),
}));

const clock = (name, usedHours, totalHours, extra = {}) => ({
  kind: "handling", name: wording(name), limit: { zh: `${totalHours}小时`, en: `${totalHours} hours` }, extensions: 0, startedAt: from(-usedHours * 60), deadline: from((totalHours - usedHours) * 60),
  usedMS: usedHours * 3600e3, totalMS: totalHours * 3600e3, overdue: usedHours > totalHours, lamp: "green",
  words: usedHours > totalHours ? { zh: `超 ${usedHours - totalHours} 小时`, en: `${usedHours - totalHours} h over` } : { zh: `剩 ${totalHours - usedHours} 小时`, en: `${totalHours - usedHours} h left` }, ...extra,
});

export const sampleClocks = () => [
  clock(["受理", "Acceptance"], 1, 4), clock(["处置", "Handling"], 7, 8), clock(["处置", "Handling"], 10, 8, { extensions: 1 }),
  clock(["处置", "Handling"], 3, 8, { pausedAt: from(-30) }), clock(["处置", "Handling"], 5, 8, { startedAt: from(-540), pauses: [{ from: from(-420), to: from(-180) }] }),
  clock(["核查", "Check"], 2, 4, { stoppedAt: from(-10) }),
];

export const sampleEntries = () => [
  { id: 1, at: from(-300), actor: "茅箭区监督员1", role: "监督员", title: "上报", machine: false, text: "人行道上井盖缺失，已放警示锥桶。" },
  { id: 2, at: from(-290), actor: "街明", title: "自动匹配处置部门", machine: true, to: "茅箭区环境卫生处" },
  { id: 3, at: from(-240), actor: "茅箭区派遣员", role: "派遣员", title: "派遣", to: "茅箭区环境卫生处", text: "请两小时内到场。" },
];

export const sampleDays = () => ["02-24", "02-25", "02-26", "02-27", "02-28", "03-01", "03-02"];
export const sampleReported = [48, 61, 55, 72, 66, 39, 44];
export const sampleClosed = [41, 52, 60, 58, 71, 45, 37];
