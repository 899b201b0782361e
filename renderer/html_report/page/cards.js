"use strict";
// Where the cards of a level stand and their lines run, as renderer/cards/ has it: sheet.cpp,
// columns.cpp, lines.cpp. Pure: no document, no state. A browser test compares with pictures in files.
const cards = (() => {
  const size = { width: 176, height: 76, rowGap: 16, title: 26, stack: 4 };
  const step = size.height + size.rowGap, belowTitle = 6, edge = 6, aboveAndBelow = 12, clear = 6, backShare = 0.45, widestLane = 1.3, widestGutter = 64;
  const LINK = 3, PLACED = 4;
  const wide = { columns: 5, gutter: 38, pad: 8 }, narrow = { columns: 2, gutter: 20, pad: 2 };

  // As many columns of one size as there is room for.
  function formFor(width) {
    const room = (form, columns) => columns * (size.width + form.gutter) - form.gutter + 2 * edge;
    const nested = 2 * 2 * wide.pad;
    let columns = wide.columns;
    while (columns > 2 && room(wide, columns) + nested > width) --columns;
    return columns > 2 ? { ...wide, columns } : narrow;
  }

  // For each card the one that stands for it: itself, or the outermost closed one.
  function shownCards(tree, open) {
    const shown = new Array(tree.cards.length).fill(0);
    const waiting = tree.roots.map((card) => [card, -1]);
    while (waiting.length > 0) {
      const [card, closed] = waiting.pop();
      shown[card] = closed < 0 ? card : closed;
      const around = closed < 0 && !open.has(card) ? card : closed;
      for (const inner of tree.cards[card].inside ?? []) waiting.push([inner, around]);
    }
    return shown;
  }

  // Several needs as one line between what is shown; `needs` are their numbers.
  function linesOf(tree, shown) {
    const known = new Map(), lines = [];
    tree.needs.forEach(({ from, to, style }, need) => {
      const a = shown[from], b = shown[to];
      if (a === b) return;
      const key = a * tree.cards.length + b;
      let line = known.get(key);
      if (!line) {
        line = { from: a, to: b, style, needs: [] };
        known.set(key, line);
        lines.push(line);
      }
      line.style = Math.min(line.style, style);
      line.needs.push(need);
    });
    return lines;
  }

  // --- columns ----------------------------------------------------------------------------------

  function rowsOf(groups, widths) {
    const rows = new Map();
    groups.forEach(({ boxes }, at) => {
      for (const [box, count] of boxes) rows.set(box, Math.max(rows.get(box) ?? 0, Math.ceil(count / widths[at])));
    });
    return [...rows.values()].reduce((sum, count) => sum + count, 0);
  }

  function columnsOf(leaves, most, mostJourneys) {
    const byRank = new Map();
    for (const { rank, box } of leaves) {
      if (!byRank.has(rank)) byRank.set(rank, { upTo: rank, cards: 0, boxes: new Map() });
      const group = byRank.get(rank);
      group.cards += 1;
      group.boxes.set(box, (group.boxes.get(box) ?? 0) + 1);
    }
    const groups = [...byRank.values()].sort((a, b) => a.upTo - b.upTo);
    while (groups.length > most) {
      let best = 0;
      const both = (at) => groups[at].cards + groups[at + 1].cards;
      for (let i = 1; i + 1 < groups.length; ++i) if (both(i) < both(best)) best = i;
      const [into, from] = [groups[best], groups[best + 1]];
      into.upTo = from.upTo;
      into.cards += from.cards;
      for (const [box, count] of from.boxes) into.boxes.set(box, (into.boxes.get(box) ?? 0) + count);
      groups.splice(best + 1, 1);
    }
    const widths = groups.map(() => 1);
    let rows = rowsOf(groups, widths);
    for (let left = most - groups.length; left > 0; --left) {
      let best = -1;
      for (let i = 0; i < groups.length; ++i) {
        // Journeys stand one below the other while they fit.
        if (groups[i].upTo <= 0 && groups[i].cards <= mostJourneys) continue;
        widths[i] += 1;
        const here = rowsOf(groups, widths);
        widths[i] -= 1;
        if (here >= rows) continue;
        rows = here;
        best = i;
      }
      if (best < 0) break;
      widths[best] += 1;
    }
    let first = 0;
    return groups.map(({ upTo }, at) => {
      const column = { upTo, first, width: widths[at] };
      first += widths[at];
      return column;
    });
  }

  // --- places -----------------------------------------------------------------------------------

  const rowsIn = (count, column) => Math.ceil(count / column.width);
  const columnsUsed = (count, column) => Math.ceil(count / rowsIn(count, column));

  // Open cards are boxes, those around others first.
  function boxesOf(tree, open) {
    const boxes = [];
    const fill = (card, inside, around) => {
      const box = { number: boxes.length, card, around, leaves: [], frames: [], first: Infinity, last: 0, nest: 1 };
      boxes.push(box);
      for (const inner of inside) {
        if (!open.has(inner)) box.leaves.push(inner);
        else box.frames.push(fill(inner, tree.cards[inner].inside, box));
      }
      return box;
    };
    fill(-1, tree.roots);
    return boxes;
  }

  // Cards beside what they are joined to: by the mean of the rows of their neighbours.
  function orderCells(tree, open, boxes, columns, lines) {
    const row = new Array(tree.cards.length).fill(0);
    const neighbours = tree.cards.map(() => []);
    for (const { from, to } of lines) {
      neighbours[from].push(to);
      neighbours[to].push(from);
    }
    let next = 0;
    for (const box of boxes) {
      box.cells = columns.map(() => []);
      for (const card of box.leaves) {
        const at = columns.findIndex(({ upTo }) => upTo >= tree.cards[card].rank);
        box.cells[at < 0 ? columns.length - 1 : at].push(card);
      }
      let longest = 0;
      for (const cell of box.cells) {
        cell.forEach((card, at) => { row[card] = next + at + 0.5 - cell.length / 2; });
        longest = Math.max(longest, cell.length);
      }
      next += longest;
    }
    for (let sweep = 0; sweep < 4; ++sweep) {
      for (const box of boxes) box.cells = box.cells.map((cell) => sortCell(cell, open, row, neighbours));
    }
  }

  function sortCell(cell, open, row, neighbours) {
    if (cell.length < 2) return cell;
    const wished = cell.map((card) => {
      let sum = row[card], count = 1;
      for (const other of neighbours[card]) {
        if (open.has(other)) continue;
        sum += row[other];
        count += 1;
      }
      return [sum / count, card];
    });
    const rows = cell.map((card) => row[card]).sort((a, b) => a - b);
    wished.sort((a, b) => a[0] - b[0]);
    wished.forEach(([, card], at) => { row[card] = rows[at]; });
    return wished.map(([, card]) => card);
  }

  function span(box, columns) {
    box.cells.forEach((cell, at) => {
      if (cell.length === 0) return;
      box.first = Math.min(box.first, columns[at].first);
      box.last = Math.max(box.last, columns[at].first + columnsUsed(cell.length, columns[at]) - 1);
    });
    for (const inner of box.frames) {
      box.first = Math.min(box.first, inner.first);
      box.last = Math.max(box.last, inner.last);
      box.nest = Math.max(box.nest, inner.nest + 1);
    }
  }

  // Places, whatever runs in them, and journeys are not read from the user to the data.
  function hasOrder(tree, { leaves }) {
    const isPlace = (card) => {
      const opens = card.inside?.length > 0;
      if (card.component !== undefined) return opens || card.isPlace;
      return opens && card.id.startsWith("g") && isPlace(tree.cards[card.inside[0]]);
    };
    return leaves.map((leaf) => tree.cards[leaf]).some((card) => card.sign !== tree.cards[leaves[0]].sign
      || (card.journey === undefined && !isPlace(card)));
  }

  // The only frame in a box may reach from its neighbour on the left to that on the right.
  function widened({ around }, columns, first, last) {
    if (!around || around.frames.length !== 1) return [first, last];
    const spans = columns.map((column, at) => [column.first, column.first + columnsUsed(around.cells[at].length, column) - 1])
      .filter((_, at) => around.cells[at].length > 0);
    const left = spans.filter(([, end]) => end < first).map(([, end]) => end);
    const right = spans.filter(([start]) => start > last).map(([start]) => start);
    return [left.length > 0 ? Math.max(...left) + 1 : first, right.length > 0 ? Math.min(...right) - 1 : last];
  }

  // What has no order takes all columns of the frames that it stands above, and those that are free beside
  // it, where that saves rows.
  function fillEvenly(tree, box, columns) {
    if (box.leaves.length < 2 || hasOrder(tree, box)) return;
    const taken = columns.map((column, at) => ({ column, count: box.cells[at].length })).filter(({ count }) => count > 0);
    const rows = Math.max(...taken.map(({ column, count }) => rowsIn(count, column)));
    let first = taken[0].column.first, { column: rightmost, count: there } = taken[taken.length - 1];
    let last = rightmost.first + columnsUsed(there, rightmost) - 1;
    for (const inner of box.frames.filter((frame) => frame.first <= last && frame.last >= first)) {
      first = Math.min(first, inner.first);
      last = Math.max(last, inner.last);
    }
    [first, last] = widened(box, columns, first, last);
    const cells = box.cells.flat(), width = Math.min(cells.length, last - first + 1);
    if (Math.ceil(cells.length / width) >= rows) return;
    let next = 0;
    box.even = Array.from({ length: width }, (_, at) => {
      const count = Math.floor(cells.length / width) + (at < cells.length % width ? 1 : 0);
      next += count;
      return cells.slice(next - count, next);
    });
    box.evenFrom = first;
    box.first = Math.min(first, ...box.frames.map((inner) => inner.first));
    box.last = Math.max(first + width - 1, ...box.frames.map((inner) => inner.last));
  }

  // Few columns leave the room of the others to the lines.
  function gutterOf({ columns, gutter }, physical) {
    if (physical < 2) return gutter;
    const spare = (columns - physical) * (size.width + gutter);
    return Math.max(gutter, Math.min(widestGutter, Math.floor(gutter + spare / (physical - 1))));
  }

  function layOut(tree, open, form) {
    const sheet = { frames: [], cards: [], lines: linesOf(tree, shownCards(tree, open)) };
    const boxes = boxesOf(tree, open);
    const leaves = boxes.flatMap((box) => box.leaves.map((card) => ({ rank: tree.cards[card].rank, box: box.number })));
    const columns = columnsOf(leaves, form.columns, tree.journeys_in_a_column);
    const all = columns.reduce((sum, { width }) => sum + width, 0);
    orderCells(tree, open, boxes, columns, sheet.lines);
    for (const box of [...boxes].reverse()) {
      span(box, columns);
      fillEvenly(tree, box, columns);
    }
    const physical = Math.min(all, boxes[0].last + 1);
    sheet.gutter = gutterOf(form, physical);
    const margin = edge + form.pad * (boxes[0].nest - 1);
    const left = Array.from({ length: physical }, (_, at) => margin + at * (size.width + sheet.gutter));
    const loose = [], framed = new Set();

    function placeCell(cell, column, sky, box) {
      if (cell.length === 0) return;
      const rows = rowsIn(cell.length, column), used = columnsUsed(cell.length, column);
      const top = Math.max(0, ...sky.slice(column.first, column.first + used));
      cell.forEach((card, i) => {
        const at = column.first + Math.floor(i / rows), y = top + (i % rows) * step;
        const place = { card, x: left[at], y, width: size.width, height: size.height };
        if (box.number === 0) loose.push({ place, at });
        sheet.cards.push(place);
        sky[at] = y + step;
      });
    }
    function placeFrame(box, sky) {
      const top = Math.max(0, ...sky.slice(box.first, box.last + 1));
      const frame = { card: box.card };
      sheet.frames.push(frame);
      const inner = new Array(physical).fill(top + size.title + belowTitle);
      place(box, inner);
      const bottom = Math.max(0, ...inner.slice(box.first, box.last + 1)) + form.pad - size.rowGap;
      const beside = form.pad * box.nest;
      Object.assign(frame, { x: left[box.first] - beside, y: top, height: bottom - top,
        width: left[box.last] + size.width - left[box.first] + 2 * beside });
      for (let i = box.first; i <= box.last; ++i) {
        sky[i] = bottom + size.rowGap;
        framed.add(i);
      }
    }
    function place(box, sky) {
      if (box.even) box.even.forEach((cell, at) => placeCell(cell, { first: box.evenFrom + at, width: 1 }, sky, box));
      else box.cells.forEach((cell, at) => placeCell(cell, columns[at], sky, box));
      for (const inner of box.frames) placeFrame(inner, sky);
    }

    const sky = new Array(physical).fill(aboveAndBelow);
    place(boxes[0], sky);
    sheet.height = Math.max(aboveAndBelow, ...sky) - size.rowGap + aboveAndBelow;
    const beside = Math.max(margin, Math.ceil(size.stack + sheet.gutter * backShare * widestLane) + edge);
    sheet.width = physical === 0 ? 2 * margin : left[physical - 1] + size.width + beside;
    // Columns beside all frames stand in the middle of the height.
    for (let column = 0; column < physical; ++column) {
      if (framed.has(column)) continue;
      const here = loose.filter(({ at }) => at === column);
      const bottom = Math.max(0, ...here.map(({ place: { y } }) => y + size.height));
      for (const { place: at } of here) at.y += (sheet.height - aboveAndBelow - bottom) / 2;
    }
    return sheet;
  }

  // --- lines ------------------------------------------------------------------------------------

  // Lines at one side of a card stand apart, in the order of their other ends.
  function spread(sheet, areas, mine, other) {
    const heights = new Map(), sides = new Map();
    for (const line of sheet.lines) {
      if (!sides.has(line[mine])) sides.set(line[mine], []);
      sides.get(line[mine]).push(line);
    }
    for (const [card, lines] of sides) {
      const { top, bottom } = areas.get(card), room = (bottom - top) * 0.7;
      lines.sort((a, b) => areas.get(a[other]).top - areas.get(b[other]).top);
      lines.forEach((line, at) => {
        const share = (at + 1) / (lines.length + 1);
        heights.set(line, { height: top + (bottom - top - room) / 2 + room * share, share });
      });
    }
    return heights;
  }

  function channel(obstacles, left, right, ys, yt) {
    const between = obstacles.filter((area) => area.right > left && area.left < right);
    const heights = [ys, yt, ...between.flatMap(({ top, bottom }) => [top - clear - 2, bottom + clear + 2])];
    let best = ys, least = Infinity;
    for (const y of heights) {
      const cost = Math.abs(y - ys) + Math.abs(y - yt);
      if (cost >= least || between.some(({ top, bottom }) => y > top - clear && y < bottom + clear)) continue;
      least = cost;
      best = y;
    }
    return best;
  }

  // What its title takes of a frame's width.
  const titleWidth = ({ width }) => (width >= 2 * size.width ? 2 * size.width - 40 : width);

  // Gives each line its curve, [x, y] with three points a piece; lines into their own frame have none.
  function route(tree, sheet) {
    const areas = new Map(), frames = new Map();
    const areaOf = ({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height });
    const obstacles = sheet.cards.map(areaOf);
    // What looks out behind a card would cover the ends of lines.
    sheet.cards.forEach(({ card }, at) => {
      const { right, ...rest } = obstacles[at];
      areas.set(card, { ...rest, right: right + (tree.cards[card].inside?.length > 0 ? size.stack : 0) });
    });
    for (const place of sheet.frames) {
      areas.set(place.card, areaOf({ ...place, height: size.title }));
      obstacles.push(areaOf({ ...place, height: size.title, width: titleWidth(place) }));
      frames.set(place.card, areaOf(place));
    }
    const holds = (outer, inner) => {
      const a = frames.get(outer), b = areas.get(inner);
      return a && b.left >= a.left && b.right <= a.right && b.top >= a.top && b.bottom <= a.bottom;
    };
    const leaves = spread(sheet, areas, "from", "to"), arrives = spread(sheet, areas, "to", "from");
    const { gutter } = sheet;
    // Lines beside each other turn in lanes of their own, so that none crosses its neighbour.
    const lane = (share, from, to) => (to >= from ? 0.5 - share : share - 0.5) * 0.6 * gutter;
    const bend = ([x1, y1], [x2, y2], aside) => [[(x1 + x2) / 2 + aside, y1], [(x1 + x2) / 2 + aside, y2], [x2, y2]];
    const run = (from, to) => [from, to, to];
    function rightwards(start, to, out, arrives) {
      const [xs, ys] = start, [xt, yt] = to, left = xs + gutter, right = xt - gutter;
      if (right - left < gutter) {
        const both = lane(out, ys, yt) + lane(arrives, ys, yt);
        return bend(start, to, Math.max(-0.3 * gutter, Math.min(0.3 * gutter, both)));
      }
      const y = channel(obstacles, left, right, ys, yt);
      return [...bend(start, [left, y], lane(out, ys, y)), ...run([left, y], [right, y]), ...bend([right, y], to, lane(arrives, y, yt))];
    }
    function backwards([xs, ys], to, out) {
      const [xt, yt] = to, outer = yt >= ys ? out : 1 - out;
      const reach = gutter * backShare * (2 - widestLane + 2 * (widestLane - 1) * outer);
      const beside = Math.max(xs, xt) + reach;
      if (Math.abs(xs - xt) < gutter) return [[beside, ys], [beside, yt], to];
      const y = channel(obstacles, xt + 1, xs + reach, ys, yt);
      return [[xs + reach, ys], [xs + reach, y], [xs, y], ...run([xs, y], [xt + reach, y]), ...bend([xt + reach, y], to, 0)];
    }
    for (const line of sheet.lines) {
      line.curve = null;
      if (holds(line.from, line.to) || holds(line.to, line.from)) continue;
      const from = areas.get(line.from), to = areas.get(line.to), out = leaves.get(line), into = arrives.get(line);
      line.start = [from.right, out.height];
      line.fromLeft = to.left >= from.right + 2;
      line.curve = line.fromLeft ? rightwards(line.start, [to.left, into.height], out.share, into.share)
        : backwards(line.start, [to.right, into.height], out.share);
    }
  }

  return { size, LINK, PLACED, formFor, shownCards, layOut, route };
})();
