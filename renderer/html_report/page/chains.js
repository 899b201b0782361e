"use strict";
// Markov chains of groups in time for other figures, as analyzer/failover/parametric_chain.cpp has
// them: states and terms were found by the analysis. Pure: no document, no state.
const chains = (() => {
  // Terms come in pairs: one before it, and a factor to multiply it with or, below zero, a term to add.
  function ratesOf({ terms }, factors) {
    const rates = [1];
    for (let at = 0; at < terms.length; at += 2) {
      const rate = rates[terms[at]], other = terms[at + 1];
      rates.push(other < 0 ? rate + rates[-1 - other] : rate * factors[other]);
    }
    return rates;
  }

  // What is repaired at once is never seen down: it might as well never fail.
  function factorsOf({ factors }, figuresOf) {
    return factors.map((factor) => {
      if (typeof factor === "number") return factor;
      const [value, of] = factor, { mtbf, repair } = figuresOf(of < 0 ? -1 - of : of);
      const fails = repair > 0 && mtbf < Infinity;
      return of < 0 ? value / (fails ? repair : 1) : fails ? value / mtbf : 0;
    });
  }

  // Which state goes next, with those that lead to it and those that it leads to then: the one with
  // the fewest pairs of these, whatever the rates.
  const plans = new WeakMap();
  function planOf(shape) {
    if (!plans.has(shape)) plans.set(shape, planned(shape));
    return plans.get(shape);
  }

  function planned({ rows }) {
    const after = rows.map((row) => new Map()), before = rows.map(() => new Set());
    let places = 0;
    const place = (from, to) => {
      if (!after[from].has(to)) { after[from].set(to, places++); before[to].add(from); }
      return after[from].get(to);
    };
    const loaded = [];
    rows.forEach((row, from) => { for (let i = 0; i < row.length; i += 2) loaded.push(place(from, row[i]), row[i + 1]); });
    const left = new Set(rows.keys());
    left.delete(0);
    const steps = [];
    while (left.size > 0) {
      let state, fewest = Infinity;
      for (const one of left) {
        const pairs = after[one].size * before[one].size;
        if (pairs < fewest) { fewest = pairs; state = one; }
      }
      left.delete(state);
      const leads = [...after[state]];
      for (const [to] of leads) before[to].delete(state);
      const arrivals = [...before[state]].map((from) => {
        const taken = after[from].get(state);
        after[from].delete(state);
        const moves = [];
        for (const [to, rate] of leads) if (to !== from) moves.push(rate, place(from, to));
        return { from, taken, moves };
      });
      steps.push({ state, leads: leads.map(([, rate]) => rate), arrivals });
    }
    return { places, loaded, steps };
  }

  // Shares of time by state. Whoever comes to a state that goes, goes on to where it leads: nothing
  // is subtracted, so each share has nearly all its digits (Grassmann, Taksar and Heyman 1985).
  function sharesOf(shape, rates) {
    const { places, loaded, steps } = planOf(shape);
    const perHour = new Float64Array(places), shares = new Float64Array(shape.rows.length);
    for (let i = 0; i < loaded.length; i += 2) perHour[loaded[i]] += rates[loaded[i + 1]];
    const gone = [];
    for (const { state, leads, arrivals } of steps) {
      let departures = 0;
      for (const rate of leads) departures += perHour[rate];
      const sent = arrivals.map(({ from, taken, moves }) => {
        const share = perHour[taken] / departures;
        for (let i = 0; i < moves.length; i += 2) perHour[moves[i + 1]] += share * perHour[moves[i]];
        return { from, share };
      });
      gone.push({ state, sent });
    }
    shares[0] = 1;
    let sum = 1;
    for (const { state, sent } of gone.reverse()) {
      for (const { from, share } of sent) shares[state] += shares[from] * share;
      sum += shares[state];
    }
    return shares.map((share) => share / sum);
  }

  // Of the time in which just the bits of `context` below it are down, what it is down too.
  function shareDown({ patterns }, shares, bit, context) {
    let time = 0, down = 0;
    patterns.forEach((pattern, state) => {
      if ((pattern & (bit - 1)) !== context) return;
      time += shares[state];
      if (pattern & bit) down += shares[state];
    });
    return time > 0 ? down / time : 0;
  }

  // Sets the probabilities of what the chain tells. `figuresOf`: of a part, in hours.
  function solve(shape, chain, figuresOf, q) {
    const shares = sharesOf(shape, ratesOf(shape, factorsOf(chain, figuresOf)));
    for (const [variable, bit, context] of chain.told) q[variable] = shareDown(shape, shares, bit, context);
  }

  const hangsOn = ({ factors }, part) => factors.some((factor) => typeof factor !== "number" && (factor[1] === part || factor[1] === -1 - part));

  return { solve, hangsOn };
})();
