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

  // On one of its pieces.
  function pointOn({ start, curve }, piece, t) {
    const s = 1 - t, from = piece === 0 ? start : curve[3 * piece - 1], [one, other, to] = curve.slice(3 * piece);
    return [0, 1].map((at) => s * s * s * from[at] + 3 * s * s * t * one[at] + 3 * s * t * t * other[at] + t * t * t * to[at]);
  }

  // Where labels of a width stand over no card and no other label, and over as little of other strong lines as
  // may be: on the last piece, where lines from one card have parted, else on the first, else on the way; or null.
  const onLast = [0.65, 0.5, 0.75, 0.35, 0.58, 0.42, 0.85, 0.2, 0.8, 0.28, 0.9],
    onFirst = [0.5, 0.35, 0.65, 0.25, 0.42, 0.58, 0.8, 0.15, 0.72, 0.2, 0.1],
    onWay = [0.5, 0.3, 0.7, 0.1, 0.9, 0.2, 0.8, 0.4, 0.6, 0.05, 0.95];

  // Close enough that no label fits between two.
  function pointsOn(line) {
    return Array.from({ length: line.curve.length / 3 }, (_, piece) => {
      const [from, to] = [pointOn(line, piece, 0), pointOn(line, piece, 1)];
      const steps = Math.max(4, Math.ceil((Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1])) / 8));
      return Array.from({ length: steps + 1 }, (_, step) => [line, ...pointOn(line, piece, step / steps)]);
    }).flat();
  }

  function labelPlaces(sheet, strong, labelled) {
    const taken = [...sheet.cards, ...sheet.frames.map((frame) => ({ ...frame, height: cards.size.title }))]
      .map(({ x, y, width, height }) => [x, y, x + width, y + height]);
    const points = strong.flatMap(pointsOn);
    return labelled.map(({ line, width }) => {
      const last = line.curve.length / 3 - 1, half = width / 2 + 3;
      const between = Array.from({ length: Math.max(0, last - 1) }, (_, at) => at + 1);
      const onLine = [...onLast.map((t) => [last, t]), ...onFirst.map((t) => [0, t]), ...between.flatMap((piece) => onWay.map((t) => [piece, t]))]
        .map(([piece, t]) => pointOn(line, piece, t));
      // Where lines run close to each other, beside them.
      const free = [0, 1 - half, half - 1].flatMap((aside) => onLine.map(([x, y]) => [x + aside, y]))
        .map(([x, y]) => ({ at: [x, y], area: [x - half, y - 8, x + half, y + 8] }))
        .filter(({ area }) => area[0] >= 0 && area[2] <= sheet.width && area[1] >= 0 && area[3] <= sheet.height
          && !taken.some((other) => area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3]));
      const covered = ({ area: [left, top, right, bottom] }) => points.filter(([other, x, y]) =>
        other !== line && x > left && x < right && y > top && y < bottom).length;
      let chosen, least = Infinity;
      for (const place of free) {
        const here = covered(place);
        if (here < least) [chosen, least] = [place, here];
        if (least === 0) break;
      }
      if (chosen) taken.push(chosen.area);
      return chosen?.at ?? null;
    });
  }

  function label(sheet, strong, layer) {
    const labelled = strong.filter((line) => line.needs.length > 1).map((line) => {
      const text = create("text", { class: "count", "text-anchor": "middle" }, layer, `×${line.needs.length}`);
      return { line, text, width: text.getComputedTextLength() };
    });
    labelPlaces(sheet, strong, labelled).forEach((place, at) => {
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
