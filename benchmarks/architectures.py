#!/usr/bin/env python3
"""Where exactness ends: `cutpoint analyze` on a grid of generated architectures.

usage: architectures.py CUTPOINT [--largest N] [--limit SECONDS] [--page docs/performance.md]
       architectures.py --write FAMILY SIZE > model.yaml

Families: layers of services; call graphs with few popular services and many others (power law), sparse and dense, and
with few levels of services that call very many (wide); replicas over hosts in three zones. Sizes count components. Each model is analysed once with the default budget, as
a process of its own; printed are how many functions (journeys, and journeys with all soft requirements) are exact, the widest
interval in parts of its unavailability, user time and peak memory. With --page the table takes the place of the
one between the marks there.
"""
import argparse
import json
import os
import random
import sys
import tempfile

from growth import layered
from measured_process import measure

MARKS = ("<!-- architectures.py -->", "<!-- /architectures.py -->")
SIZES = (100, 300, 1_000, 2_000, 10_000, 30_000)
HEAD = "cutpoint: 1\nname: {}\njourneys:\n"


def hosts_and_zones(count, draw):
    lines = [f"  zone-{zone}: {{kind: zone}}" for zone in range(3)]
    for host in range(count):
        lines.append(f"  host-{host}: {{kind: host, runs_on: zone-{host % 3}, mtbf: {draw.randint(60, 400)}d, mttr: 4h}}")
    return lines


def call_graph(size, calls, seed):
    """Services that need later ones, popular ones more often; two or three instances each on random hosts."""
    draw = random.Random(seed)
    hosts = max(3, size // 9)
    services = size - hosts - 3
    lines = [HEAD.format("calls")]
    for journey in range(4):
        lines.append(f"  journey-{journey}: {{needs: [service-{journey}]}}\n")
    lines.append("components:\n" + "\n".join(hosts_and_zones(hosts, draw)) + "\n")
    for service in range(services):
        needs = []
        later = services - service - 1
        for _ in range(min(later, draw.choice(calls))):
            # The later half is called by all, the far end most of all.
            far = int((1.0 - draw.random() ** 2.5) * later)
            needs.append(f"service-{service + 1 + min(far, later - 1)}")
        needs = list(dict.fromkeys(needs))
        entries, at = [], 0
        while at < len(needs):
            chance = draw.random()
            if chance < 0.2 and at + 1 < len(needs):
                entries.append(f"{{any_of: [{needs[at]}, {needs[at + 1]}]}}")
                at += 2
                continue
            entries.append(f"{{component: {needs[at]}, soft: true}}" if chance < 0.35 else needs[at])
            at += 1
        placed = ", ".join(f"host-{draw.randrange(hosts)}" for _ in range(draw.choice((2, 2, 3))))
        depends = f", depends_on: [{', '.join(entries)}]" if entries else ""
        lines.append(f"  service-{service}: {{kind: service, replicas: {placed.count(',') + 1}, runs_on: [{placed}], "
                     f"mtbf: {draw.randint(20, 200)}d, mttr: 30m{depends}}}\n")
    return "".join(lines)


def wide_calls(size, seed):
    """Services on eight levels that need deeper ones, few of them very many; who is popular follows Zipf's law."""
    draw = random.Random(seed)
    hosts = max(3, size // 9)
    services = size - hosts - 3
    journeys, levels = 5, 8
    level = [0 if service < journeys else min(levels, 1 + int(draw.expovariate(0.45))) for service in range(services)]
    popular = [1.0 / (1 + draw.randrange(services)) for _ in range(services)]
    deeper = [[other for other in range(services) if level[other] > at] for at in range(levels + 1)]
    weights = [[popular[other] for other in others] for others in deeper]
    lines = [HEAD.format("wide calls")]
    for journey in range(journeys):
        lines.append(f"  journey-{journey}: {{needs: [service-{journey}]}}\n")
    lines.append("components:\n" + "\n".join(hosts_and_zones(hosts, draw)) + "\n")
    for service, at in enumerate(level):
        calls = 3 + int(draw.paretovariate(1.5)) if at == 0 else int(1 + draw.paretovariate(1.3)) if draw.random() < 0.6 else 0
        needs = draw.choices(deeper[at], weights[at], k=min(calls, 60)) if deeper[at] and calls else []
        entries = [f"{{component: service-{need}, soft: true}}" if draw.random() < 0.25 else f"service-{need}"
                   for need in dict.fromkeys(needs)]
        placed = [f"host-{draw.randrange(hosts)}" for _ in range(draw.choice((1, 2, 2, 3, 3, 4, 5)))]
        fewest = ", at_least: 2" if len(placed) > 2 and draw.random() < 0.3 else ""
        depends = f", depends_on: [{', '.join(entries)}]" if entries else ""
        lines.append(f"  service-{service}: {{kind: service, replicas: {len(placed)}{fewest}, runs_on: "
                     f"[{', '.join(dict.fromkeys(placed))}], mtbf: {draw.randint(20, 200)}d, mttr: 30m{depends}}}\n")
    return "".join(lines)


def replicas(size, seed):
    """Tiers of pools, each with as many instances as hosts; two in three instances must work."""
    draw = random.Random(seed)
    hosts = max(3, size // 8)
    tiers = 4
    pool = max(3, (size - hosts - 3) // tiers)
    lines = [HEAD.format("replicas"), "  journey-0: {needs: [tier-0]}\n", "components:\n",
             "\n".join(hosts_and_zones(hosts, draw)), "\n"]
    everywhere = ", ".join(f"host-{host}" for host in range(hosts))
    for tier in range(tiers):
        below = f", depends_on: [tier-{tier + 1}]" if tier + 1 < tiers else ""
        lines.append(f"  tier-{tier}: {{kind: service, replicas: {pool}, at_least: {2 * pool // 3}, "
                     f"runs_on: [{everywhere}], mtbf: 60d, mttr: 1h{below}}}\n")
    return "".join(lines)


FAMILIES = {
    "layers of four": lambda size: layered(size)[0],
    "sparse calls": lambda size: call_graph(size, (0, 0, 1, 1, 2), size),
    "dense calls": lambda size: call_graph(size, (0, 1, 2, 3, 5), size),
    "wide calls": lambda size: wide_calls(size, size),
    "replicas": lambda size: replicas(size, size),
}


def summary(path):
    """Exact functions, all functions, the widest interval in parts of the unavailability."""
    with open(path, encoding="utf-8") as output:
        journeys = json.load(output)["journeys"]
    exact, every, widest = 0, 0, 0.0
    for journey in journeys:
        for result in (journey, journey.get("full_service")):
            if not result:
                continue
            every += 1
            exact += result["method"] != "bounded"
            low, high = result["bounds"]
            if high > 0:
                widest = max(widest, (high - low) / high)
    return exact, every, widest


def rows(cutpoint, largest, limit):
    yield "| family | components | exact | widest interval | user time, s | peak memory, MB |"
    yield "|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as scratch:
        model, output = os.path.join(scratch, "model.yaml"), os.path.join(scratch, "out.json")
        for family, make in FAMILIES.items():
            for size in (size for size in SIZES if size <= largest):
                with open(model, "w", encoding="utf-8") as out:
                    out.write(make(size))
                taken = measure([cutpoint, "analyze", model, "--format", "json", "-o", output], limit)
                if taken is None:
                    yield f"| {family} | {size} | | more than {limit:.0f} s | | |"
                    break
                exact, every, widest = summary(output)
                interval = f"{100 * widest:.2g} %" if widest > 0 else ""
                yield f"| {family} | {size} | {exact} of {every} | {interval} | {taken.user:.2f} | {taken.megabytes:.0f} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cutpoint", nargs="?")
    parser.add_argument("--write", nargs=2, metavar=("FAMILY", "SIZE"))
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--page")
    arguments = parser.parse_args()
    if arguments.write:
        sys.stdout.write(FAMILIES[arguments.write[0]](int(arguments.write[1])))
        return
    table = []
    for row in rows(arguments.cutpoint, arguments.largest, arguments.limit):
        print(row, flush=True)
        table.append(row)
    if arguments.page:
        with open(arguments.page, encoding="utf-8") as page:
            text = page.read()
        before, after = text.split(MARKS[0])[0], text.split(MARKS[1])[1]
        with open(arguments.page, "w", encoding="utf-8") as page:
            page.write(before + MARKS[0] + "\n" + "\n".join(table) + "\n" + MARKS[1] + after)


if __name__ == "__main__":
    main()
