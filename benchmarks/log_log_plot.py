"""Log-log line plots as SVG, and the exponents that belong into them; the standard library only."""
import html
import math

# Okabe and Ito (2008): told apart by colour-blind people too. Markers tell them apart in grey.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000"]
MARKERS = ["circle", "square", "diamond", "triangle", "circle", "square", "diamond"]
WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 78, 196, 62, 58
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def exponent(points):
    """The slope of log y over log x by least squares; None of fewer than two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len(logs) < 2:
        return None
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread if spread > 0 else None


def power(decade):
    return "1" if decade == 0 else "10" + str(decade).translate(SUPERSCRIPT)


def marker(shape, x, y, colour):
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{colour}"/>'
    corners = {
        "square": [(-3.3, -3.3), (3.3, -3.3), (3.3, 3.3), (-3.3, 3.3)],
        "diamond": [(0, -4.6), (4.6, 0), (0, 4.6), (-4.6, 0)],
        "triangle": [(0, -4.4), (4.2, 3.4), (-4.2, 3.4)],
    }[shape]
    where = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{where}" fill="{colour}"/>'


class Axis:
    """From whole decades to pixels."""

    def __init__(self, values, start, end):
        self.first = math.floor(math.log10(min(values)) + 1e-9)
        self.last = max(math.ceil(math.log10(max(values)) - 1e-9), self.first + 1)
        self.start, self.end = start, end

    def place(self, value):
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)

    def decades(self):
        return range(self.first, self.last + 1)


def grid(horizontal, vertical, x_title, y_title):
    bottom, top, left, right = vertical.start, vertical.end, horizontal.start, horizontal.end
    out = []
    for axis, is_x in ((horizontal, True), (vertical, False)):
        for decade in axis.decades():
            for digit in range(1, 10):
                value = digit * 10.0**decade
                if decade == axis.last and digit > 1:
                    break
                at = axis.place(value)
                colour = "#c9ced6" if digit == 1 else "#eef0f3"
                ends = (at, bottom, at, top) if is_x else (left, at, right, at)
                out.append('<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"/>' % (*ends, colour))
            at = axis.place(10.0**decade)
            if is_x:
                out.append(f'<text x="{at:.1f}" y="{bottom + 20}" text-anchor="middle">{power(decade)}</text>')
            else:
                out.append(f'<text x="{left - 9}" y="{at + 4:.1f}" text-anchor="end">{power(decade)}</text>')
    middle = (left + right) / 2
    out.append(f'<text x="{middle}" y="{bottom + 44}" text-anchor="middle">{html.escape(x_title)}</text>')
    centre = (top + bottom) / 2
    out.append(f'<text x="22" y="{centre}" text-anchor="middle" transform="rotate(-90 22 {centre})">'
               f'{html.escape(y_title)}</text>')
    return out


def plot(title, subtitle, x_title, y_title, families):
    """`families`: name → (points, exponent or None); points of zero are left out."""
    shown = {name: ([p for p in points if p[0] > 0 and p[1] > 0], slope)
             for name, (points, slope) in families.items()}
    xs = [x for points, _ in shown.values() for x, _ in points]
    ys = [y for points, _ in shown.values() for _, y in points]
    horizontal = Axis(xs, LEFT, WIDTH - RIGHT)
    vertical = Axis(ys, HEIGHT - BOTTOM, TOP)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
           f'height="{HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#333" role="img">',
           f"<title>{html.escape(title)}</title>",
           f'<rect width="{WIDTH}" height="{HEIGHT}" rx="6" fill="#fff"/>',
           f'<text x="{LEFT}" y="28" font-size="16" font-weight="600" fill="#111">{html.escape(title)}</text>',
           f'<text x="{LEFT}" y="47" fill="#666">{html.escape(subtitle)}</text>']
    out += grid(horizontal, vertical, x_title, y_title)
    # The legend in the order in which the lines end, so that it is read across.
    order = sorted(shown, key=lambda name: -shown[name][0][-1][1])
    for place, name in enumerate(order):
        points, slope = shown[name]
        number = list(shown).index(name)
        colour, shape = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
        line = " ".join(f"{horizontal.place(x):.1f},{vertical.place(y):.1f}" for x, y in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [marker(shape, horizontal.place(x), vertical.place(y), colour) for x, y in points]
        y = TOP + 14 + 22 * place
        x = WIDTH - RIGHT + 20
        out.append(f'<line x1="{x}" y1="{y - 4}" x2="{x + 26}" y2="{y - 4}" stroke="{colour}" stroke-width="2"/>')
        out.append(marker(shape, x + 13, y - 4, colour))
        growth = "" if slope is None else f' <tspan fill="#666">∝ n^{slope:.2f}</tspan>'
        out.append(f'<text x="{x + 33}" y="{y}">{html.escape(name)}{growth}</text>')
    return "\n".join(out) + "\n</svg>\n"
