"use strict";
// Rows out of columns, as renderer/html_report/packed_rows.cpp writes them. Pure: no document, no state.
const packing = (() => {
  function summed(steps) {
    let sum = 0;
    return steps.map((step) => (sum += step));
  }

  const unrolled = (runs) => runs.flatMap((run) => (Array.isArray(run) ? Array(run[1]).fill(run[0]) : [run]));

  function rows(packed) {
    const made = Array.from({ length: packed.rows }, () => ({}));
    for (const [key, { v, of, d, r, at }] of Object.entries(packed.columns)) {
      const plain = r ? unrolled(v) : v, places = at && summed(unrolled(at));
      const values = d ? summed(plain) : of ? plain.map((number) => of[number]) : plain;
      values.forEach((value, i) => { made[places ? places[i] : i][key] = value; });
    }
    return made;
  }

  // Each as [type, number, children…]; the first children of all come before the second ones.
  function nodes({ first, rows: packed, children }) {
    const all = rows(children).map((child) => child.of), counts = rows(packed);
    const made = counts.map(({ type, number }) => [type, number]);
    let left = counts.map((_, node) => node), next = 0;
    for (let at = 0; left.length > 0; ++at) {
      left = left.filter((node) => counts[node].children > at);
      for (const node of left) made[node].push(all[next++]);
    }
    return [...Array.from({ length: first }, (_, event) => [0, event]), ...made];
  }

  // Soft needs of one component alone are its number in a list.
  const needs = (written) => written?.map((need) => (Array.isArray(need) ? { k: 1, m: need, s: 1 } : need));

  return { rows, nodes, needs };
})();
