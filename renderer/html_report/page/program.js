"use strict";
// The availability of the journeys for figures that are set by hand: the frozen decision diagram of
// the analysis, run anew as analyzer/analysis/availability_program.cpp does. Pure: no document, no state.
const program = (() => {
  const unavailabilityOf = ({ mtbf, repair }) => (mtbf === Infinity ? 0 : repair / (mtbf + repair));

  // Probabilities of the variables. `settings`: figures by part, instances needed by pool, and the
  // needs that are hard instead of soft, or soft instead of hard.
  function probabilities(data, { figures, needed, turned }) {
    const q = data.q.slice();
    for (const [part, set] of figures) for (const variable of data.parts[part].v) q[variable] = unavailabilityOf(set);
    for (const [pool, count] of needed) {
      const { v } = data.pools[pool];
      v.forEach((variable, at) => { if (variable >= 0) q[variable] = at === v.length - count ? 1 : 0; });
    }
    for (const need of turned) q[data.needs[need].v] = data.needs[need].soft ? 1 : 0;
    return q;
  }

  // By journey.
  function unavailabilities(data, q) {
    const { steps, modules, down } = data;
    const values = new Float64Array(steps.length / 3 + 2);
    values[1] = 1;
    for (let at = 0, ref = 2; at < steps.length; at += 3, ++ref) {
      const variable = steps[at], module = modules[variable];
      const p = module < 0 ? q[variable] : values[module];
      values[ref] = (1 - p) * values[steps[at + 1]] + p * values[steps[at + 2]];
    }
    return down.map((ref) => values[ref]);
  }

  const run = (data, settings) => unavailabilities(data, probabilities(data, settings));

  return { run, probabilities, unavailabilities };
})();
