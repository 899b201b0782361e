"use strict";
// What the picture uses, in words: classes, live states, lines, and what is not drawn.
const legend = (() => {
  const list = document.getElementById("legend");
  const { picture } = scenario.data;
  const namespace = "http://www.w3.org/2000/svg";

  function entry(words, css, paint) {
    const row = document.createElement("li");
    if (paint) {
      const sample = document.createElementNS(namespace, "svg");
      sample.setAttribute("width", 30);
      sample.setAttribute("height", 20);
      sample.setAttribute("aria-hidden", true);
      sample.setAttribute("class", `picture ${css}`);
      paint(sample);
      row.append(sample);
    }
    row.append(words);
    list.append(row);
  }

  function add(parent, name, attributes) {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  }

  function paintCard(meaning, css = "") {
    const { filled, stroked, cut } = picture.marks[meaning];
    return (svg) => {
      const group = add(svg, "g", { class: `tile m-${meaning} ${css}` });
      add(group, "rect", { class: "shape", x: 2, y: 2, width: 26, height: 16, rx: 3 });
      const mark = add(group, "g", { class: "mark", transform: "translate(7 2)" });
      if (filled) add(mark, "path", { class: "filled", d: filled });
      if (stroked) add(mark, "path", { class: "stroked", d: stroked });
      if (cut) add(mark, "path", { class: "cut", d: cut });
    };
  }

  function paintLine(style) {
    return (svg) => {
      const group = add(svg, "g", { class: `line focus s-${style}` });
      add(group, "path", { class: "stroke", d: "M2 10H28" });
      if (style === 1) add(group, "circle", { class: "ring", cx: 6, cy: 10, r: 3 });
      if (style < 3) add(group, "path", { class: "arrow", d: "M28 10l-7 -3.5v7Z" });
    };
  }

  function show(sheet, meaningOf, { tree, isOfInside, changeOf, lines, left, dimmed, around }) {
    list.replaceChildren();
    const places = [...sheet.cards, ...sheet.frames];
    const used = new Set(places.map(({ card }) => meaningOf(card)));
    for (const [meaning, words] of Object.entries(picture.meanings).reverse()) {
      if (words !== "" && used.has(meaning)) entry(words, "", paintCard(meaning));
    }
    const inside = new Set(sheet.cards.filter(({ card }) => isOfInside(card)).map(({ card }) => meaningOf(card)));
    const loudest = Object.keys(picture.meanings).reverse().find((meaning) => inside.has(meaning));
    if (loudest !== undefined) entry(picture.edge_alone, "", paintCard(loudest, "holds"));
    for (const [change, words] of [["new", "new"], ["changed", "changed since the earlier architecture"], ["proposed", "changed by the proposal"]]) {
      if (places.some(({ card }) => changeOf(card) === change)) {
        entry(words, "", (svg) => add(svg, "path", { class: `corner is-${change}`, d: "M8 2H24V18Z" }));
      }
    }
    const styles = new Set(lines.map((line) => line.style));
    picture.styles.forEach((words, style) => {
      if (styles.has(style)) entry(words, "", paintLine(style));
    });
    if (sheet.cards.some(({ card }) => tree.cards[card].share > 0)) {
      entry("its share of the downtime", "", (svg) => add(svg, "rect", { class: "heat", x: 2, y: 8, width: 26, height: 4 }));
    }
    if (around >= 0 && dimmed > 0) entry(`strong lines: ${tree.cards[around].journey !== undefined ? "what" : "around"} ${tree.cards[around].name}${tree.cards[around].journey !== undefined ? " uses" : ""}`);
    if (left > 0) entry(`${left} more lines are not drawn: point at a card to see its own`);
    // What only gathers others is no part.
    const parts = (cards) => cards.filter(({ id }) => !id.startsWith("g")).length;
    const closed = parts(tree.cards) - parts(places.map(({ card }) => tree.cards[card]));
    if (closed > 0) entry(`${closed} more behind closed cards`);
  }

  return { show };
})();
