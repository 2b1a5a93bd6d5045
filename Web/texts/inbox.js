// What lies with me.
export default {
  "inbox.title": ["待办", "Inbox"],
  "inbox.all": ["全部", "All"],
  "inbox.states": ["按状态分", "By state"],
  "inbox.burning": ["其中 {count} 件已超时，最急的在最前。", "{count} of them are overdue. What burns stands first."],
  "inbox.calm": ["没有超时的，最急的在最前。", "Nothing is overdue. What burns stands first."],
  "inbox.none": ["都办完了", "All done"],
  "inbox.noneHint": ["轮到您办理的案件会自动出现在这里，不用刷新。", "Cases that wait for you appear here by themselves."],
  "inbox.noneOfState": ["这个状态下没有待办", "Nothing waits in this state"],
  "inbox.goesOn": ["办完后打开下一件", "Open the next one when done"],
};
