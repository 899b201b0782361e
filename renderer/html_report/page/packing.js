"use strict";
// Rows out of columns, as renderer/html_report/packed_rows.cpp writes them. Pure: no document, no state.
const packing = (() => {
  function summed(steps) {
    let sum = 0;
    return steps.map((step) => (sum += step));
  }

  function rows(packed) {
    const made = Array.from({ length: packed.rows }, () => ({}));
    for (const [key, { v, of, d, at }] of Object.entries(packed.columns)) {
      const values = d ? summed(v) : of ? v.map((number) => of[number]) : v, places = at && summed(at);
      values.forEach((value, i) => { made[places ? places[i] : i][key] = value; });
    }
    return made;
  }

  return { rows };
})();
