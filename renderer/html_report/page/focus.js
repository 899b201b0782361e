"use strict";
// Which lines stand out, and which cards are near. Pure: no document, no state but what was worked out.
const focusing = (() => {
  const mostInFocus = 28;
  const usedBy = new Map();

  // The needs that a journey uses, by any number of steps.
  function needsOf(tree, start) {
    if (usedBy.has(start)) return usedBy.get(start);
    const steps = tree.cards.map(() => []), used = new Set(), reached = new Set([start]), waiting = [start];
    tree.needs.forEach(({ from, to, style }, need) => {
      steps[from].push(need);
      if (style === cards.LINK) steps[to].push(need);
    });
    while (waiting.length > 0) {
      for (const need of steps[waiting.pop()]) {
        used.add(need);
        for (const next of [tree.needs[need].from, tree.needs[need].to]) {
          if (!reached.has(next)) { reached.add(next); waiting.push(next); }
        }
      }
    }
    usedBy.set(start, used);
    return used;
  }

  // Step by step from a card over lines that fit, until too many stand out.
  function firstSteps(sheet, start, fits, bothWays, hops) {
    const reached = new Set([start]), kept = new Set();
    for (let hop = 0; hop < hops; ++hop) {
      const found = sheet.lines.filter((line) => line.curve && fits(line) && !kept.has(line) &&
        (reached.has(line.from) || (bothWays && reached.has(line.to))));
      if (found.length === 0 || (kept.size > 0 && kept.size + found.length > mostInFocus)) break;
      for (const line of found) {
        kept.add(line);
        reached.add(line.to);
        if (bothWays) reached.add(line.from);
      }
    }
    return { kept, reached };
  }

  // Lines that stand out around a card, and the cards near it; where those are `null` none is dimmed.
  function lines(tree, sheet, open, { card, hops, pointed = false }) {
    if (card < 0) return { kept: new Set(sheet.lines.filter((line) => line.curve)), reached: null };
    const shown = cards.shownCards(tree, open)[card];
    if (tree.cards[card].journey !== undefined) {
      const used = needsOf(tree, card);
      const fits = (line) => line.needs.some((need) => used.has(need));
      const all = sheet.lines.filter((line) => line.curve && fits(line));
      if (all.length <= mostInFocus) return { kept: new Set(all), reached: null };
      return { ...firstSteps(sheet, shown, fits, false, Infinity), reached: null };
    }
    const steps = firstSteps(sheet, shown, () => true, true, hops);
    return pointed ? { ...steps, reached: null } : steps;
  }

  return { lines };
})();
