#!/usr/bin/env python3
"""Time and peak memory of `cutpoint analyze` on families of models of growing size.

usage: growth.py CUTPOINT [--images FOLDER] [--largest N] [--limit SECONDS]

Prints a table and the exponents of growth, and writes growth-time.svg and growth-memory.svg. Sizes double
until a run takes longer than the limit. User time and peak resident memory of the whole process, reading
included. Exponents are fitted to the larger half of the sizes, after the share of an all but empty model
is taken off: what is constant would hide the growth.
"""
import argparse
import os
import tempfile

from fat_tree import fat_tree
from log_log_plot import exponent, plot
from measured_process import measure

FIGURES = "mtbf: 1000h, mttr: 1h"


def document(components, needs, links=()):
    lines = ["cutpoint: 1", "name: growth", "journeys:", f"  j: {{needs: {needs}}}", "components:"]
    lines += [f"  {name}: {{{body}, {FIGURES}}}" for name, body in components]
    if links:
        lines.append("links:")
        lines += [f"  - {{between: [{a}, {b}], {FIGURES}}}" for a, b in links]
    return "\n".join(lines) + "\n"


def chain(size):
    """Each service needs the next."""
    rows = [(f"s{i}", "kind: service" + (f", depends_on: [s{i + 1}]" if i + 1 < size else ""))
            for i in range(size)]
    return document(rows, "[s0]"), size


def tree(size):
    """Each service needs two others; in every other level one of them is enough."""
    rows = []
    for i in range(size):
        below = [f"s{child}" for child in (2 * i + 1, 2 * i + 2) if child < size]
        level = (i + 1).bit_length()
        needs = f"[{{any_of: [{', '.join(below)}]}}]" if len(below) == 2 and level % 2 else f"[{', '.join(below)}]"
        rows.append((f"s{i}", "kind: service" + (f", depends_on: {needs}" if below else "")))
    return document(rows, "[s0]"), size


def layered(size):
    """Layers of four; each service needs one of the next layer and one of two others there."""
    width = 4
    layers = max(2, size // width)
    rows = []
    for layer in range(layers):
        for i in range(width):
            body = "kind: service"
            if layer + 1 < layers:
                below = [f"s{layer + 1}-{(i + step) % width}" for step in (0, 1, 2)]
                body += f", depends_on: [{below[0]}, {{any_of: [{below[1]}, {below[2]}]}}]"
            rows.append((f"s{layer}-{i}", body))
    return document(rows, "[s0-0]"), layers * width


def fat_trees(size):
    """A service on three servers in different pods of a fat-tree of k-port switches."""
    k = 4
    while 5 * (k + 2) ** 2 // 4 + (k + 2) ** 3 // 4 <= size:
        k += 2
    rows = []
    for name, kind, needs in fat_tree(k):
        rows.append((name, f"kind: {kind}" + (f", depends_on: [{needs}]" if needs else "")))
    servers = ", ".join(f"server-{pod}-0-0" for pod in range(3))
    return document(rows, f"[{{any_of: [{servers}]}}]"), len(rows)


def pools(size):
    """One pool of which nine in ten instances must work."""
    rows = [("pool", f"kind: service, replicas: {size}, at_least: {size - size // 10}")]
    return document(rows, "[pool]"), size


def grids(size):
    """Corner to corner of a square grid of links; the size counts nodes and links."""
    side = 2
    while 3 * (side + 1) ** 2 - 2 * (side + 1) <= size:
        side += 1
    rows = [(f"n{i}-{j}", "kind: switch") for i in range(side) for j in range(side)]
    links = [(f"n{i}-{j}", f"n{i + 1}-{j}") for i in range(side - 1) for j in range(side)]
    links += [(f"n{i}-{j}", f"n{i}-{j + 1}") for i in range(side) for j in range(side - 1)]
    return document(rows, f"[{{connected: [n0-0, n{side - 1}-{side - 1}]}}]", links), len(rows) + len(links)


# Name, what makes a model, first and largest size. Grids cost what their width makes them cost.
FAMILIES = [
    ("chain", chain, 250, 128_000),
    ("tree", tree, 250, 128_000),
    ("layered", layered, 250, 128_000),
    ("fat-tree", fat_trees, 250, 75_000),
    ("replica pool", pools, 125, 4_000),
    ("grid", grids, 30, 300),
]


def measure_family(make, first, largest, run):
    points = []
    size = first
    while size <= largest:
        text, really = make(size)
        if not points or points[-1][0] < really:
            measured = run(text)
            if measured is None:
                break
            points.append((really, measured.user, measured.megabytes))
        size = size * 3 // 2 if largest < 1000 else size * 2
    return points


def growth_of(points, column, constant):
    """The exponent over the larger half, without what even an empty model takes."""
    net = [(row[0], row[column] - constant) for row in points[len(points) // 2 - 1:]]
    return exponent([(x, y) for x, y in net if y > 0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cutpoint")
    parser.add_argument("--images", help="where to write the plots")
    parser.add_argument("--largest", type=int, default=10**9)
    parser.add_argument("--limit", type=float, default=120)
    arguments = parser.parse_args()
    times, memories = {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "model.yaml")

        def run(text):
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
            return measure([arguments.cutpoint, "analyze", path], arguments.limit)

        empty = run(chain(1)[0])
        print(f"An all but empty model: {empty.user:.3f} s, {empty.megabytes:.0f} MB.\n")
        print("| family | size | user time, s | peak memory, MB |")
        print("|---|---|---|---|")
        for name, make, first, largest in FAMILIES:
            points = measure_family(make, first, min(largest, arguments.largest), run)
            for size, seconds, megabytes in points:
                print(f"| {name} | {size} | {seconds:.3f} | {megabytes:.0f} |", flush=True)
            times[name] = ([(p[0], p[1]) for p in points], growth_of(points, 1, empty.user))
            memories[name] = ([(p[0], p[2]) for p in points], growth_of(points, 2, empty.megabytes))
    print("\n| family | time grows as | memory grows as |")
    print("|---|---|---|")
    for name in times:
        cells = [f"n^{slope:.2f}" if slope is not None else "-" for slope in (times[name][1], memories[name][1])]
        print(f"| {name} | {cells[0]} | {cells[1]} |")
    if arguments.images:
        for file, what, unit, data in (("time", "Time", "user time, s", times),
                                       ("memory", "Memory", "peak resident memory, MB", memories)):
            title = f"{what} of cutpoint analyze as models grow"
            with open(os.path.join(arguments.images, f"growth-{file}.svg"), "w", encoding="utf-8") as out:
                out.write(plot(title, "whole process, reading included; exponents of the larger half",
                               "components (instances, links)", unit, data))


if __name__ == "__main__":
    main()
