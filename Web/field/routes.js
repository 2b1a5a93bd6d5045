// The screens of the field app. They are few and small, and must be there without a line: none is loaded late.
import ActPage from "./pages/act.js";
import MapPage from "./pages/map.js";
import MePage from "./pages/me.js";
import OrderPage from "./pages/order.js";
import OrderActPage from "./pages/order-act.js";
import OutboxPage from "./pages/outbox.js";
import ReportPage from "./pages/report.js";
import TaskPage from "./pages/task.js";
import TasksPage from "./pages/tasks.js";

export const routes = [
  { path: "/field", screen: TasksPage, tab: "tasks" },
  { path: "/field/map", screen: MapPage, tab: "map" },
  { path: "/field/report/:id", screen: ReportPage, working: true },
  { path: "/field/outbox", screen: OutboxPage, tab: "outbox" },
  { path: "/field/me", screen: MePage, tab: "me" },
  { path: "/field/task/:id", screen: TaskPage, working: true },
  { path: "/field/task/:id/:action", screen: ActPage, working: true },
  { path: "/field/order/:id", screen: OrderPage, working: true, needs: "command.serve" },
  { path: "/field/order/:id/:act", screen: OrderActPage, working: true, needs: "command.serve" },
];
