"use strict";
// Tables: their first rows, the rest when asked for; filters over all of them; CSV.
const tables = (() => {
  const { data } = scenario;
  const find = (id) => document.getElementById(id);
  const firstRows = 8, spareRows = 2;
  const wanted = { find: "", journey: "", owner: "", label: "", kind: "" };
  const isFiltered = () => Object.values(wanted).some((value) => value !== "");

  // Components that a row is about, by the names in its first cell.
  const byName = new Map(data.components.map((component, id) => [component.name, id]));
  for (const { name, component } of data.events) if (component !== undefined) byName.set(name, component);

  // Of rows that stand for several: the others.
  const alsoOf = (row) => row.cells[0]?.querySelector("[data-also]")?.dataset.also ?? "";

  function subjectsOf(row) {
    const head = row.cells[0]?.firstChild?.textContent ?? "";
    return [head, alsoOf(row)].join(" + ").split(" + ").map((name) => byName.get(name.replace(/\s\*$/, "").trim())).filter((id) => id !== undefined);
  }

  // What each journey uses, by the requirements and hosts of the components.
  const usedBy = new Map();
  function componentsOf(journey) {
    if (usedBy.has(journey)) return usedBy.get(journey);
    const used = new Set(), waiting = [...data.journeys[journey].needs];
    while (waiting.length > 0) {
      const need = waiting.pop();
      if (typeof need !== "number") { waiting.push(...(need.m ?? []), ...(need.c ?? [])); continue; }
      if (used.has(need)) continue;
      used.add(need);
      waiting.push(...data.components[need].hosts, ...data.components[need].needs);
    }
    usedBy.set(journey, used);
    return used;
  }

  const wordOf = (number) => (number === undefined ? "" : data.words[number]);

  function isWanted(id) {
    const { owner, labels, kind } = data.components[id];
    if (wanted.owner !== "" && wordOf(owner) !== wanted.owner) return false;
    if (wanted.kind !== "" && kind !== wanted.kind) return false;
    if (wanted.label !== "" && !(labels ?? []).some((label) => wordOf(label) === wanted.label)) return false;
    if (wanted.journey === "") return true;
    const journey = data.journeys.findIndex(({ name }) => name === wanted.journey);
    return journey < 0 || componentsOf(journey).has(id);
  }

  function fits(row) {
    if (wanted.find !== "" && !(row.textContent + alsoOf(row)).toLowerCase().includes(wanted.find.toLowerCase())) return false;
    const subjects = subjectsOf(row);
    return subjects.length === 0 || subjects.some(isWanted);
  }

  // --- rows -------------------------------------------------------------------------------------

  function csvOf(table) {
    const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const textOf = (cell) => [...cell.childNodes].filter((node) => node.nodeName !== "svg")
      .map((node) => (node.nodeName === "BR" ? " " : node.textContent)).join(" ").replace(/\s+/g, " ").trim();
    // Cells that begin like a formula stay text.
    const safe = (text) => (/^[=+\-@]/.test(text) && !/^-?[\d.]/.test(text) ? `'${text}` : text);
    const keeps = [...table.tHead.rows[0].cells].map((cell) => !cell.classList.contains("chart"));
    return [table.tHead.rows[0], ...[...table.tBodies[0].rows].filter((row) => !row.classList.contains("filtered"))]
      .map((row) => [...row.cells].filter((_, at) => keeps[at]).map((cell) => quoted(safe(textOf(cell)))).join(",")).join("\n") + "\n";
  }

  async function copy(button, text) {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch { done = saving.copyByHand(text); }
    const label = button.textContent;
    button.textContent = done ? "Copied" : "Not allowed here";
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  function limit(box) {
    const { table, more } = box;
    const rows = [...table.tBodies[0].rows];
    let shown = 0, hidden = 0;
    for (const row of rows) {
      const filtered = isFiltered() && !fits(row);
      row.classList.toggle("filtered", filtered);
      const cut = !filtered && !box.all && shown >= firstRows && rows.length > firstRows + spareRows;
      row.classList.toggle("cut", cut);
      if (cut) ++hidden; else if (!filtered) ++shown;
    }
    const gone = rows.filter((row) => row.classList.contains("filtered")).length;
    more.hidden = hidden === 0 && !(box.all && rows.length > firstRows + spareRows);
    more.textContent = hidden > 0 ? `Show ${hidden} more rows` : "Show fewer";
    box.note.textContent = gone > 0 ? `${gone} of ${rows.length} rows filtered out` : hidden > 0 ? `${shown} of ${rows.length} rows` : "";
  }

  const boxes = [];

  function prepare(table) {
    const place = table.closest(".table");
    place.tabIndex = 0;
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", table.caption.textContent);
    const foot = document.createElement("div");
    foot.className = "table-tools";
    const button = (text) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "small";
      made.textContent = text;
      foot.append(made);
      return made;
    };
    const more = button("");
    const csv = button("Copy as CSV");
    csv.setAttribute("aria-label", `Copy as CSV: ${table.caption.textContent}`);
    const note = document.createElement("small");
    foot.append(note);
    place.after(foot);
    const box = { table, more, note, all: false };
    more.addEventListener("click", () => { box.all = !box.all; limit(box); address.remember(); });
    csv.addEventListener("click", () => copy(csv, csvOf(table)));
    boxes.push(box);
    limit(box);
  }

  // --- filters ----------------------------------------------------------------------------------

  function apply() {
    for (const box of boxes) limit(box);
    for (const part of document.querySelectorAll("details.journey, .card")) {
      const name = part.querySelector("h3").firstElementChild?.textContent ?? part.querySelector("h3").textContent;
      part.hidden = wanted.journey !== "" && name !== wanted.journey;
    }
    find("filters-reset").disabled = !isFiltered();
  }

  function fill(name, words) {
    const select = find(`filter-${name}`);
    if (words.length < 2 && !(words.length === 1 && name !== "journey" && name !== "kind")) {
      select.closest("label").hidden = true;
      return;
    }
    for (const word of words.slice(0, 500)) {
      const made = document.createElement("option");
      made.value = made.textContent = word;
      select.append(made);
    }
    select.addEventListener("change", () => {
      wanted[name] = select.value;
      apply();
      address.remember();
    });
    address.keep(name, () => encodeURIComponent(wanted[name]), (word) => {
      const value = address.decoded(word), known = value === "" || words.includes(value);
      if (wanted[name] !== (known ? value : "")) {
        wanted[name] = known ? value : "";
        apply();
      }
      select.value = wanted[name];
      return known ? [] : [value];
    });
  }

  const sorted = (words) => [...new Set(words)].filter((word) => word !== "").sort();

  function start() {
    for (const table of document.querySelectorAll("main .table > table")) prepare(table);
    fill("journey", data.journeys.map(({ name }) => name));
    fill("kind", sorted(data.components.map(({ kind }) => kind)));
    fill("owner", sorted(data.components.map(({ owner }) => wordOf(owner))));
    fill("label", sorted(data.components.flatMap(({ labels }) => (labels ?? []).map(wordOf))));
    const search = find("filter-find");
    search.addEventListener("input", () => { wanted.find = search.value; apply(); address.remember(); });
    address.keep("find", () => encodeURIComponent(wanted.find), (word) => {
      const value = address.decoded(word);
      if (value !== wanted.find) { wanted.find = search.value = value; apply(); }
      return [];
    });
    find("filters-reset").addEventListener("click", () => {
      for (const name of Object.keys(wanted)) { wanted[name] = ""; find(`filter-${name}`).value = ""; }
      apply();
      address.remember();
    });
    find("filters").hidden = boxes.length === 0;
    const boxOf = new Map(boxes.map((box) => [box.table, box]));
    openings.keepTables([...boxOf.keys()], (table) => boxOf.get(table).all, (table, on) => {
      const box = boxOf.get(table);
      if (box.all !== on) { box.all = on; limit(box); }
    });
  }

  return { start, csvOf, copy };
})();
