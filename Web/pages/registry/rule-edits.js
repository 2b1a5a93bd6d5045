// The rules of a draft while they are being edited: changed here, saved whole, guarded until then.
import { useEffect, useRef, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { ask } from "../../kit/dialog.js";
import { useGuard } from "../../kit/router.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

let serial = 0;
// Each rule is known by a mark of its own while it moves; the API knows rules by their places.
const marked = (rules) => rules.map((rule) => ({ mark: ++serial, rule }));

export function useRules(set, onSet) {
  const [state, setState] = useState(() => ({ rows: marked(set.rules), title: set.title, dirty: false, errors: {}, error: null, busy: false }));
  const latest = useRef(state);
  latest.current = state;
  useGuard(state.dirty && !state.busy);
  const put = (change) => {
    latest.current = { ...latest.current, ...change };
    setState(latest.current);
  };
  // What somebody else saved is taken over while nothing is being edited here.
  useEffect(() => {
    if (!latest.current.dirty) put({ rows: marked(set.rules), title: set.title });
  }, [set.version]);
  const change = (rows) => put({ rows, dirty: true, errors: {}, error: null });

  const save = async (version = set.version) => {
    if (latest.current.busy) return;
    put({ busy: true, errors: {}, error: null });
    try {
      const body = { title: latest.current.title, rules: latest.current.rows.map((row) => row.rule) };
      const { value } = await send("PUT", `/routing/rule-sets/${set.id}/rules`, body, { version });
      put({ busy: false, dirty: false });
      onSet(value);
      toast(t("rules.saved"));
    } catch (error) {
      put({ busy: false, error, errors: byMark(error.fields ?? {}, latest.current.rows) });
    }
  };
  return {
    ...state,
    rules: state.rows.map((row) => row.rule),
    save,
    drop: () => put({ rows: marked(set.rules), title: set.title, dirty: false, errors: {}, error: null }),
    async rename() {
      const title = await ask({ title: t("routing.rename"), label: t("routing.draftTitle"), value: latest.current.title, required: true, max: 80 });
      if (title) put({ title, dirty: true });
    },
    move(from, to) {
      const rows = [...latest.current.rows];
      const [row] = rows.splice(from, 1);
      rows.splice(to, 0, row);
      change(rows);
    },
    insert(index, rule) {
      const rows = [...latest.current.rows];
      rows.splice(index, 0, { mark: ++serial, rule });
      change(rows);
    },
    replace: (mark, rule) => change(latest.current.rows.map((row) => (row.mark === mark ? { mark, rule } : row))),
    remove(mark) {
      const before = latest.current.rows;
      const at = before.findIndex((row) => row.mark === mark);
      const gone = before[at];
      change(before.filter((row) => row.mark !== mark));
      toast(t("rules.deleted", { name: gone.rule.name }), { undo: () => {
        const rows = [...latest.current.rows];
        rows.splice(Math.min(at, rows.length), 0, gone);
        change(rows);
      } });
    },
  };
}

/** `rules.3.target.organisation` belongs to the fourth rule. */
function byMark(fields, rows) {
  const errors = {};
  for (const [path, message] of Object.entries(fields)) {
    const mark = rows[Number(/^rules\.(\d+)/.exec(path)?.[1])]?.mark ?? "all";
    errors[mark] = [...(errors[mark] ?? []), message];
  }
  return errors;
}
