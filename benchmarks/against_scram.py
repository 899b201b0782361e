#!/usr/bin/env python3
"""Runs cutpoint and scram alternately on the same fault trees and prints the ratios.

usage: against_scram.py CUTPOINT FOLDER [--runs N] [--limit SECONDS]

Both compute probability, importance and minimal cut sets to order 4 in one process; times are the least
of N runs, from start to exit, so that reading the file counts. What a tool does not finish within the
limit is shown as such and enters no mean. Probabilities are compared to 6 digits.
"""
import argparse
import glob
import json
import math
import os
import re
import sys
import tempfile

from measured_process import measure


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cutpoint")
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120)
    arguments = parser.parse_args()
    ratios = []
    print("| model | scram s | cutpoint s | ratio | cutpoint MB | probability |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for model in sorted(glob.glob(os.path.join(arguments.folder, "*.xml"))):
            ours_out = os.path.join(scratch, "ours.json")
            theirs_out = os.path.join(scratch, "theirs.xml")
            ours_command = [arguments.cutpoint, "analyze", model, "--max-order", "4", "-f", "json",
                            "-o", ours_out]
            theirs_command = ["scram", "--bdd", "--probability", "true", "--importance", "true",
                              "-l", "4", model, "-o", theirs_out]
            ours, theirs = [], []
            for turn in range(arguments.runs):
                if None not in ours:
                    ours.append(measure(ours_command, arguments.limit))
                if None not in theirs:
                    theirs.append(measure(theirs_command, arguments.limit))
                if turn == 0 and any(r and r.elapsed > 10 for r in ours + theirs):
                    break
            mine = None if None in ours else min(ours, key=lambda r: r.elapsed)
            scram = None if None in theirs else min(theirs, key=lambda r: r.elapsed)
            value, same = "–", ""
            if mine:
                with open(ours_out, encoding="utf-8") as file:
                    journey = json.load(file)["journeys"][0]
                value = f"{journey['unavailability']:.6g} ({journey['method']})"
            if mine and scram:
                with open(theirs_out, encoding="utf-8") as file:
                    text = file.read(1 << 20)
                found = re.search(r'<sum-of-products[^>]* probability="([^"]+)"', text)
                if found and not math.isclose(float(found.group(1)), journey["unavailability"],
                                              rel_tol=6e-6):
                    same = f", scram says {found.group(1)}"
                ratios.append(scram.elapsed / mine.elapsed)
            print("| {} | {} | {} | {} | {} | {}{} |".format(
                os.path.basename(model)[:-4],
                f"{scram.elapsed:.3f}" if scram else f"> {arguments.limit:g}",
                f"{mine.elapsed:.3f}" if mine else f"> {arguments.limit:g}",
                f"{ratios[-1]:.1f}" if mine and scram else "–",
                f"{mine.megabytes:.0f}" if mine else "–", value, same), flush=True)
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"\n{len(ratios)} models, geometric mean of the ratios: {mean:.1f}, least {min(ratios):.1f}")


if __name__ == "__main__":
    sys.exit(main())
