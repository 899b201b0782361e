"use strict";
// Elements of the picture, and its lines as they are drawn: curves with their ends, counts on them.
const drawing = (() => {
  const namespace = "http://www.w3.org/2000/svg";

  function create(name, attributes, parent, text) {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    // Readers of screens hear words, not lines.
    if (parent) parent.append(made, ...(text !== undefined ? [" "] : []));
    return made;
  }

  function draw(line, css, layer, isRoomy) {
    const [last] = line.curve.slice(-1);
    const path = `M${line.start.join(" ")}C${line.curve.map((point) => point.join(" ")).join(" ")}`;
    const group = create("g", { class: `line s-${line.style} ${css}` }, layer);
    const stroke = create("path", { class: "stroke", d: path }, group);
    // Where there are many, or cards stand close to each other, no line is bold.
    if (isRoomy && css.includes("focus") && line.needs.length > 1) {
      stroke.style.strokeWidth = 1.4 + Math.min(2, 0.5 * Math.log2(line.needs.length));
    }
    if (line.style === 1) create("circle", { class: "ring", cx: line.start[0] + 4, cy: line.start[1], r: 3 }, group);
    if (line.style !== cards.LINK && line.style !== cards.PLACED) {
      const back = line.fromLeft ? -7 : 7;
      create("path", { class: "arrow", d: `M${last[0]} ${last[1]}l${back} -3.5v7Z` }, group);
    }
  }

  function label(sheet, strong, layer) {
    const labelled = strong.filter((line) => line.needs.length > 1).map((line) => {
      const text = create("text", { class: "count", "text-anchor": "middle" }, layer, `×${line.needs.length}`);
      return { line, text, width: text.getComputedTextLength() };
    });
    cards.labelPlaces(sheet, strong, labelled).forEach((place, at) => {
      const { text, width } = labelled[at];
      if (place === null) { text.remove(); return; }
      text.setAttribute("x", place[0]);
      text.setAttribute("y", place[1] + 4);
      const ground = create("rect", { class: "count-ground", x: place[0] - width / 2 - 2, y: place[1] - 8,
        width: width + 4, height: 15, rx: 4 });
      layer.insertBefore(ground, text);
    });
  }

  return { create, draw, label };
})();
