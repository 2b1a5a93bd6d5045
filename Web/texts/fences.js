// Fences: places that mean something to vehicles.
export default {
  "fences.kind": ["类型", "Kind"],
  "fences.kind.site": ["工地", "Building site"],
  "fences.kind.dump": ["消纳场", "Disposal ground"],
  "fences.kind.route": ["规定线路", "Prescribed route"],
  "fences.kind.forbidden": ["禁行区", "Forbidden zone"],
  "fences.kind.yard": ["停车场", "Yard"],
  "fences.kind.work_area": ["作业区", "Work area"],
  "fences.kind.other": ["其他", "Other"],
};
