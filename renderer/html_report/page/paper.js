"use strict";
// How large the picture is on paper: where it begins is found out by laying the page out as print
// does, for a moment, so that no page stays half empty before it.
const paper = (() => {
  // The smaller of A4 and Letter without margins, in pixels of CSS.
  const page = { width: 685, height: 945 };
  const whole = { width: 680, height: 775 };
  const smallest = 0.6;   // of the letters of the screen: five points and a half
  const wellRead = 0.75;
  const rowAndHead = 90;  // of a table: what a page break within it costs
  const scaleIn = (room, { width, height }) => Math.min(1, room.width / width, room.height / height);

  function whilePrinting(measure) {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");
    for (const rule of rules) rule.media.mediaText = "all";
    document.body.style.width = `${page.width}px`;
    const measured = measure();
    document.body.style.width = "";
    for (const rule of rules) rule.media.mediaText = "print";
    return measured;
  }

  // Rows that are kept whole: what stands side by side is one.
  function rowsAbove(end) {
    const rows = [];
    for (const block of document.querySelectorAll("header.top, .notice, .description, main > section > *, .cards > *, .changes > *")) {
      if (end.contains(block) || block.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_PRECEDING) break;
      const { top, bottom, height } = block.getBoundingClientRect();
      if (height === 0 || block.matches(":has(> .card, > .change)")) continue;
      const last = rows[rows.length - 1];
      if (last && top < last.bottom) last.bottom = Math.max(last.bottom, bottom);
      else rows.push({ top, bottom });
    }
    return rows;
  }

  // What is left of the page below what stands above the picture, for the picture itself.
  function roomLeft(section, frame) {
    return whilePrinting(() => {
      const rows = rowsAbove(section);
      let used = 0;
      rows.forEach(({ top, bottom }, at) => {
        const next = rows[at + 1]?.top ?? section.getBoundingClientRect().top;
        if (used + bottom - top > page.height && bottom - top < page.height) used = 0;
        used = (used + next - top) % page.height;
      });
      const around = section.getBoundingClientRect().height - frame.getBoundingClientRect().height;
      return { width: whole.width, height: page.height - used - around, page: page.height - used, around };
    });
  }

  // Where the picture begins a page of its own, the table from behind it fills the page before; what is
  // left of the table stands above the picture, where both have room.
  let moved = null;

  // How high the picture may be then.
  function fillBefore(section, room, sheet) {
    const table = document.querySelector("#details > .table");
    if (!table) return whole.height;
    const blocks = [table];
    for (let next = table.nextElementSibling; next?.matches("p, .table-tools"); next = next.nextElementSibling) blocks.push(next);
    const height = whilePrinting(() => blocks[blocks.length - 1].getBoundingClientRect().bottom - table.getBoundingClientRect().top);
    const rest = height + rowAndHead < room.page ? 0 : height + rowAndHead - room.page;
    const left = Math.min(whole.height, page.height - rest - room.around - rowAndHead / 2);
    if (scaleIn({ width: whole.width, height: left }, sheet) < wellRead) return whole.height;
    moved = { blocks, before: blocks[blocks.length - 1].nextElementSibling };
    section.previousElementSibling.append(...blocks);
    return left;
  }

  function putBack() {
    for (const block of moved?.blocks ?? []) document.getElementById("details").insertBefore(block, moved.before);
    moved = null;
  }

  // As many columns as give the largest letters: on the page where it begins, or on one of its own.
  function formFor(layOut, section, frame) {
    const forms = [3, 4, 5].map((columns) => ({ ...cards.formFor(Infinity), columns }));
    const sheets = forms.map(layOut);
    const room = roomLeft(section, frame);
    const best = (space) => sheets.map((sheet) => scaleIn(space, sheet)).reduce((most, scale, at, all) => (scale > all[most] ? at : most), 0);
    const here = best(room), fits = scaleIn(room, sheets[here]) >= smallest;
    const at = fits ? here : best(whole);
    const most = fits ? room.height : fillBefore(section, room, sheets[at]);
    return { form: forms[at], height: Math.min(most, sheets[at].height, whole.height) };
  }

  return { formFor, putBack };
})();
