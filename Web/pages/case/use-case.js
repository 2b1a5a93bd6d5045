// A case with its history, kept fresh while it is looked at.
import { get, read } from "../../kit/api.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";

/** { item, history, version, error, loading, refresh(), take(item) }; `item` is null before the first answer. */
export function useCase(id) {
  const loaded = useLoad(async (signal) => {
    const [item, history] = await Promise.all([
      read(`/cases/${encodeURIComponent(id)}`, null, { signal }),
      get(`/cases/${encodeURIComponent(id)}/history`, null, { signal }),
    ]);
    return { item: item.value, history: history.items };
  }, [id]);
  const item = loaded.value?.item ?? null;

  useLive("case.changed", (events) => {
    if (!item) return;
    const isNews = (event) => event.data.caseID === item.row.id && event.data.version > item.row.version;
    if (events.length === 0 || events.some(isNews)) loaded.refresh();
  });

  return {
    item,
    history: loaded.value?.history ?? [],
    version: item?.row.version ?? null,
    error: loaded.error,
    loading: loaded.loading,
    refresh: loaded.refresh,
    /** The answer to an action is shown at once; its history follows. */
    take(next) {
      loaded.set({ item: next, history: loaded.value?.history ?? [] });
      return loaded.refresh();
    },
  };
}
