"use strict";
// Notes that reviewers type: kept in the address, and given out as accepted risks of the document.
const notes = (() => {
  const { data } = scenario;
  const { find, create } = elements;
  const kept = [];
  const fields = ["subject", "reason", "owner", "until"];

  // What overlays the document: every note is a risk that somebody takes.
  function yaml() {
    const bySubject = new Map();
    for (const note of kept) bySubject.set(note.subject, [...(bySubject.get(note.subject) ?? []), note]);
    const rows = [...bySubject].map(([subject, list]) => {
      const entries = list.map(({ reason, owner, until }) => [
        "      - rule: single-point-of-failure", `        reason: ${JSON.stringify(reason)}`,
        ...(owner ? [`        owner: ${JSON.stringify(owner)}`] : []), ...(until ? [`        until: ${until}`] : []),
      ].join("\n"));
      return `  ${JSON.stringify(subject)}:\n    accept:\n${entries.join("\n")}`;
    });
    return `cutpoint: 1\ncomponents:\n${rows.join("\n")}\n`;
  }

  function show() {
    const list = find("notes-list");
    list.replaceChildren();
    kept.forEach((note, at) => {
      const row = create("li", "", undefined, list);
      create("b", "", note.subject, row);
      row.append(`: ${note.reason}${note.owner ? ` (${note.owner})` : ""}${note.until ? `, until ${note.until}` : ""} `);
      const gone = create("button", "small", "Remove", row);
      gone.type = "button";
      gone.setAttribute("aria-label", `Remove the note on ${note.subject}`);
      gone.addEventListener("click", () => {
        kept.splice(at, 1);
        show();
        address.remember();
      });
    });
    find("notes-copy").disabled = kept.length === 0;
  }

  function add(event) {
    event.preventDefault();
    const note = Object.fromEntries(fields.map((name) => [name, find(`note-${name}`).value.trim()]));
    const known = data.components.some(({ name }) => name === note.subject);
    find("note-subject").setAttribute("aria-invalid", !known);
    if (!known || note.reason === "") return;
    kept.push(note);
    for (const name of ["subject", "reason"]) find(`note-${name}`).value = "";
    show();
    address.remember();
  }

  function start() {
    if (data.fault_tree) return;
    find("notes").hidden = false;
    for (const { name } of data.components.slice(0, 2000)) create("option", "", undefined, find("note-subjects")).value = name;
    find("notes-form").addEventListener("submit", add);
    find("notes-copy").addEventListener("click", () => tables.copy(find("notes-copy"), yaml()));
    address.keep("notes", () => kept.map((note) => fields.map((name) => encodeURIComponent(note[name])).join(":")).join(","), (word) => {
      const names = new Set(data.components.map(({ name }) => name)), unknown = [];
      kept.length = 0;
      for (const entry of word === "" ? [] : word.split(",")) {
        const [subject, reason = "", owner = "", until = ""] = entry.split(":").map(address.decoded);
        if (names.has(subject)) kept.push({ subject, reason, owner, until: /^\d{4}-\d\d-\d\d$/.test(until) ? until : "" });
        else unknown.push(subject);
      }
      show();
      return unknown;
    });
    show();
  }

  return { start, yaml };
})();
