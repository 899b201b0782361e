#!/usr/bin/env python3
"""Writes a fat-tree of k-port switches as an architecture: servers, racks, aggregation, cores.

    benchmarks/fat_tree.py K --placement different-pods --replicas 3 > fat-tree.yaml
    benchmarks/fat_tree.py K --every-server > fat-tree.yaml

A service fails when none of its servers reaches any core. Its minimal cut sets are known: for one
server 2 + 2^(k/2), for two servers in one rack 2 + 2^(k/2), in different racks of one pod
4 + 2^(k/2), in different pods 5 * 2^(k/2).
"""
import argparse


def fat_tree(k):
    """Yields (name, kind, needs) of every node, cores first."""
    half = k // 2
    for plane in range(half):
        for core in range(half):
            yield f"core-{plane}-{core}", "switch", None
    for pod in range(k):
        for plane in range(half):
            cores = ", ".join(f"core-{plane}-{core}" for core in range(half))
            yield f"aggregation-{pod}-{plane}", "switch", f"{{any_of: [{cores}]}}"
        for rack in range(half):
            planes = ", ".join(f"aggregation-{pod}-{plane}" for plane in range(half))
            yield f"rack-{pod}-{rack}", "switch", f"{{any_of: [{planes}]}}"
            for server in range(half):
                yield f"server-{pod}-{rack}-{server}", "host", f"rack-{pod}-{rack}"


def places(placement, replicas):
    where = {
        "different-pods": lambda i: (i, 0, 0),
        "one-pod": lambda i: (0, i, 0),
        "one-rack": lambda i: (0, 0, i),
    }[placement]
    return [where(i) for i in range(replicas)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("k", type=int)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--placement", default="different-pods",
                        choices=["different-pods", "one-pod", "one-rack"])
    parser.add_argument("--every-server", action="store_true",
                        help="one journey for each server instead of one service")
    arguments = parser.parse_args()
    nodes = list(fat_tree(arguments.k))
    print("cutpoint: 1")
    print(f"name: Fat-tree of {arguments.k}-port switches, {len(nodes)} nodes")
    print("defaults:")
    print("  switch: {mtbf: 10000h, mttr: 4h}")
    print("  host: {mtbf: 5000h, mttr: 8h}")
    print("journeys:")
    if arguments.every_server:
        for name, kind, _ in nodes:
            if kind == "host":
                print(f"  use-{name}: {{needs: [{name}]}}")
    else:
        servers = ", ".join("server-{}-{}-{}".format(*place)
                            for place in places(arguments.placement, arguments.replicas))
        print(f"  service: {{needs: [{{any_of: [{servers}]}}]}}")
    print("components:")
    for name, kind, needs in nodes:
        line = f"  {name}: {{kind: {kind}"
        print(line + ("}" if needs is None else f", depends_on: [{needs}]}}"))


if __name__ == "__main__":
    main()
