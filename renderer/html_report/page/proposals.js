"use strict";
// What to do, on the picture: the parts that a proposal changes, and what journeys come to with it.
const proposals = (() => {
  const { find, create } = elements;
  const line = find("proposal");
  const rows = [...document.querySelectorAll(".change")];
  let chosen = -1;

  // "8 h 27 min → 7 h 35 min" by journey, as the row says it.
  const journeysOf = (row) => new Map([...row.querySelectorAll("[data-journey]")].map((part) => [Number(part.dataset.journey), part.dataset.down]));
  const partsOf = (row) => new Set((row.dataset.parts ?? "").split(" ").filter((part) => part !== "").map(Number));

  function show() {
    rows.forEach((row, at) => row.querySelector(".on-picture").setAttribute("aria-pressed", at === chosen));
    const row = rows[chosen];
    picture.propose(row ? { parts: partsOf(row), what: row.dataset.what, journeys: journeysOf(row) } : null);
    line.hidden = !row;
    line.textContent = row ? `On the picture: ${row.querySelector("h3").textContent}. Journeys: downtime a year before → after.` : "";
  }

  function choose(at) {
    chosen = at;
    show();
    address.remember();
  }

  function start() {
    rows.forEach((row, at) => {
      const button = create("button", "small on-picture", "Show on the picture", row);
      button.type = "button";
      button.addEventListener("click", () => {
        choose(at === chosen ? -1 : at);
        if (chosen >= 0) find("diagram").scrollIntoView();
      });
    });
    show();
    address.keep("change", () => (chosen < 0 ? "" : String(chosen + 1)), (word) => {
      const known = word === "" || (/^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= rows.length);
      const next = known && word !== "" ? Number(word) - 1 : -1;
      if (next !== chosen) { chosen = next; show(); }
      return known ? [] : [`change ${word}`];
    });
  }

  return { start };
})();
