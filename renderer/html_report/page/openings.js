"use strict";
// Folded parts that the reader opened or closed, and tables with all their rows, by name.
const openings = (() => {
  const names = new Map();  // of what is folded, by name
  const asMade = new Map();
  let printing = false;

  const headOf = (text) => text.trim().split(":")[0];
  const summaryOf = (details) => headOf(details.querySelector("summary").firstElementChild?.matches("h3")
    ? details.querySelector("h3").textContent : details.querySelector("summary").firstChild.textContent);

  // "checkout/Importance": what it is, and in which journey or section.
  function nameOf(element, head) {
    const around = element.parentElement.closest("details.journey, .card, main > section");
    const where = around.matches("section") ? around.id : headOf((around.querySelector("h3 a") ?? around.querySelector("h3")).textContent);
    return `${where}/${head}`;
  }

  function add(into, element, head) {
    const name = nameOf(element, head);
    let free = name;
    for (let number = 2; into.has(free); ++number) free = `${name} ${number}`;
    into.set(free, element);
    return free;
  }

  // Those of the names that are known, and the others.
  function told(word, known) {
    const wanted = address.listOf(word);
    return { wanted: new Set(wanted.filter((name) => known.has(name))), unknown: wanted.filter((name) => !known.has(name)) };
  }

  const coded = (list) => list.map(encodeURIComponent).join(",");

  function start() {
    for (const details of document.querySelectorAll("main details:not(#figures-view details)")) {
      asMade.set(details, details.open);
      add(names, details, summaryOf(details));
      details.addEventListener("toggle", () => { if (!printing) address.remember(); });
    }
    address.keep("turned", () => coded([...names].filter(([, details]) => details.open !== asMade.get(details)).map(([name]) => name)), (word) => {
      const { wanted, unknown } = told(word, names);
      for (const [name, details] of names) details.open = asMade.get(details) !== wanted.has(name);
      return unknown;
    });
  }

  // Tables of which all rows are shown: `isWhole(table)`, `setWhole(table, on)`.
  function keepTables(tables, isWhole, setWhole) {
    const known = new Map();
    for (const table of tables) add(known, table, headOf(table.caption.textContent));
    address.keep("rows", () => coded([...known].filter(([, table]) => isWhole(table)).map(([name]) => name)), (word) => {
      const { wanted, unknown } = told(word, known);
      for (const [name, table] of known) setWhole(table, wanted.has(name));
      return unknown;
    });
  }

  return { start, keepTables, set printing(on) { printing = on; } };
})();
