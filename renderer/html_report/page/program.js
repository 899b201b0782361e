"use strict";
// The availability of the journeys for figures that are set by hand: the frozen decision diagram of
// the analysis, run anew as analyzer/analysis/availability_program.cpp does. Pure: no document, no state.
const program = (() => {
  const unavailabilityOf = ({ mtbf, repair }) => (mtbf === Infinity ? 0 : repair / (mtbf + repair));

  // What of its variables hangs on a part's unavailability: by `beta` members share some of it.
  function setPart(q, { v, rests = [], common = [] }, down) {
    for (const variable of v) q[variable] = down;
    for (const [variable, beta] of common) q[variable] = beta * down;
    for (const [variable, betas] of rests) {
      const taken = betas.reduce((sum, beta) => sum + beta * down * (1 - sum), 0);
      q[variable] = taken < 1 ? Math.max(0, down - taken) / (1 - taken) : 0;
    }
  }

  // Probabilities of the variables. `settings`: figures by part, instances needed by pool, and the
  // needs that are hard instead of soft, or soft instead of hard.
  function probabilities(data, { figures, needed, turned }) {
    const q = data.q.slice();
    for (const [part, set] of figures) setPart(q, data.parts[part], unavailabilityOf(set));
    for (const [pool, count] of needed) {
      const { v } = data.pools[pool];
      v.forEach((variable, at) => { if (variable >= 0) q[variable] = at === v.length - count ? 1 : 0; });
    }
    for (const need of turned) q[data.needs[need].v] = data.needs[need].soft ? 1 : 0;
    const figuresOf = (part) => figures.get(part) ?? data.parts[part];
    for (const chain of data.chains) {
      if ([...figures.keys()].some((part) => chains.hangsOn(chain, part))) chains.solve(data.shapes[chain.shape], chain, figuresOf, q);
    }
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

  return { run };
})();
