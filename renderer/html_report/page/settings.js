"use strict";
// Figures that the reader has changed, and the availabilities that follow from them.
const settings = (() => {
  const { data } = scenario;
  const made = data.program;
  const figures = new Map();  // by part: { mtbf, repair } as typed
  const needed = new Map();   // by pool
  const turned = new Set();   // needs that are soft instead of hard, or hard instead of soft
  const listeners = [];
  const inHours = ({ mtbf, repair }) => ({ mtbf: wording.hours(mtbf), repair: wording.hours(repair) });

  const nameOf = (part) => (part.component === undefined ? part.name : data.components[part.component].name);
  const ownerOf = (need) => (need.owner === undefined ? data.journeys[need.journey].name : data.components[need.owner].name);

  const before = made ? program.run(made, { figures: new Map(), needed: new Map(), turned: new Set() }) : [];
  let now = before;

  function update() {
    if (!made) return;
    const hours = new Map([...figures].map(([part, typed]) => [part, inHours(typed)]));
    now = program.run(made, { figures: hours, needed, turned });
  }

  function changed() {
    update();
    address.remember();
    for (const listener of listeners) listener();
  }

  // What was typed, or what the document says.
  function figuresOf(part) {
    const { mtbf, repair } = made.parts[part];
    return figures.get(part) ?? { mtbf: wording.typed(mtbf), repair: wording.typed(repair) };
  }

  const isTime = (text) => wording.hours(text) > 0;

  // False where that is no time.
  function setFigures(part, typed) {
    if (!isTime(typed.mtbf) || !(wording.hours(typed.repair) >= 0) || typed.repair === "never") return false;
    figures.set(part, typed);
    changed();
    return true;
  }

  function resetPart(part) { if (figures.delete(part)) changed(); }

  function setNeeded(pool, count) {
    const { v, needed: written } = made.pools[pool];
    if (!(count >= 1 && count <= v.length)) return;
    if (count === written) needed.delete(pool); else needed.set(pool, count);
    changed();
  }

  function turn(need, on) {
    if (on) turned.add(need); else turned.delete(need);
    changed();
  }

  function reset() {
    figures.clear();
    needed.clear();
    turned.clear();
    changed();
  }

  const isChanged = () => figures.size + needed.size + turned.size > 0;

  function words() {
    return [
      ...[...figures].map(([part, { mtbf, repair }]) => `${nameOf(made.parts[part])}${made.parts[part].alike ? " and those alike" : ""}: MTBF ${mtbf}, repaired in ${repair}`),
      ...[...needed].map(([pool, count]) => `${data.components[made.pools[pool].component].name}: ${count} of ${made.pools[pool].v.length} needed`),
      ...[...turned].map((need) => `${ownerOf(made.needs[need])} needs ${made.needs[need].text} ${made.needs[need].soft ? "hard" : "softly"}`),
    ];
  }

  // --- the address ------------------------------------------------------------------------------

  const coded = (...parts) => parts.map((part) => encodeURIComponent(part)).join(":");
  const taken = (word) => (word === "" ? [] : word.split(",").map((entry) => entry.split(":").map(address.decoded)));

  // Entries whose first word names one of these, given to `use`; the others are not known.
  function read(word, count, name, use) {
    const unknown = [];
    for (const entry of taken(word)) {
      let at = 0;
      while (at < count && name(at, entry) === false) ++at;
      if (at === count || use(at, entry) === false) unknown.push(entry.join(":"));
    }
    return unknown;
  }

  function keep(name, write, clear, take) {
    address.keep(name, write, (word) => {
      if (!made) return word === "" ? [] : [word];
      const had = isChanged();
      clear();
      const unknown = take(word);
      if (had || isChanged()) {
        update();
        for (const listener of listeners) listener();
      }
      return unknown;
    });
  }

  keep("set", () => [...figures].map(([part, { mtbf, repair }]) => coded(nameOf(made.parts[part]), mtbf, repair)).join(","),
    () => figures.clear(),
    (word) => read(word, made.parts.length, (at, [name]) => nameOf(made.parts[at]) === name, (at, [, mtbf = "", repair = ""]) => {
      if (!isTime(mtbf) || !(wording.hours(repair) >= 0)) return false;
      figures.set(at, { mtbf, repair });
      return true;
    }));
  keep("need", () => [...needed].map(([pool, count]) => coded(data.components[made.pools[pool].component].name, count)).join(","),
    () => needed.clear(),
    (word) => read(word, made.pools.length, (at, [name]) => data.components[made.pools[at].component].name === name, (at, [, count]) => {
      if (!(Number(count) >= 1 && Number(count) <= made.pools[at].v.length)) return false;
      needed.set(at, Math.floor(Number(count)));
      return true;
    }));
  keep("turn", () => [...turned].map((need) => coded(ownerOf(made.needs[need]), made.needs[need].text)).join(","),
    () => turned.clear(),
    (word) => read(word, made.needs.length, (at, [owner, text]) => ownerOf(made.needs[at]) === owner && made.needs[at].text === text,
      (at) => turned.add(at)));

  return {
    available: Boolean(made), figures, needed, turned, figuresOf, setFigures, resetPart, setNeeded, turn, reset,
    isChanged, words, nameOf, ownerOf,
    before: (journey) => before[journey],
    now: (journey) => now[journey],
    onChange(listener) { listeners.push(listener); },
  };
})();
