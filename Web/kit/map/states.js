// Colours of places in vector tiles, told to the map one by one: only those that changed.
export function makeStates(map) {
  const told = new Map();

  /** `wanted`: [{ source, sourceLayer, values: { key: value } }] */
  return function tell(wanted) {
    const present = new Set();
    for (const { source, sourceLayer, values } of wanted) {
      const name = `${source}/${sourceLayer ?? ""}`;
      const there = map.getSource(source);
      if (!there) continue;
      present.add(name);
      // A source that was made anew has forgotten what it was told.
      const old = told.get(name)?.of === there ? told.get(name).values : {};
      if (old === values) continue;
      const target = (id) => ({ source, ...(sourceLayer ? { sourceLayer } : {}), id });
      for (const id of Object.keys(old)) if (!(id in values)) map.removeFeatureState(target(id), "value");
      for (const [id, value] of Object.entries(values)) if (old[id] !== value) map.setFeatureState(target(id), { value });
      told.set(name, { of: there, values });
    }
    for (const name of told.keys()) if (!present.has(name)) told.delete(name);
  };
}
