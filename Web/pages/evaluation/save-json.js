// Saves what a page holds as a JSON file that people can read and change.
export function saveJSON(name, value) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: "application/json" }));
  link.download = `${name.replaceAll(/[\\/:*?"<>|\u2009]/g, " ")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
}
