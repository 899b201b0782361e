#!/usr/bin/env python3
"""Brings public sets of fault trees to measure on, and unpacks their Open-PSA models.

usage: fetch_fault_trees.py FOLDER [--set NAME]... [--from URL]

The sets are those of two Zenodo records: `aralia` (43 models of industry, doi 10.5281/zenodo.20160659) and `synthetic`
(some 700 generated ones of up to 100 000 gates, doi 10.5281/zenodo.15320669). Each file is taken once, its size and
checksum are those of the record, and FOLDER/NAME holds the models, named after their path in the archive;
`against_scram.py CUTPOINT FOLDER/NAME` measures on them. --from is another server with Zenodo's interface.
"""
import argparse
import hashlib
import io
import json
import os
import pathlib
import re
import sys
import urllib.error
import urllib.request
import zipfile

RECORDS = {"aralia": 20160659, "synthetic": 15320669}
# Far more than either has: what a server sends is not believed.
MOST_BYTES = 2 << 30
MODEL = re.compile(rb"<opsa-mef[\s>]")


class Refused(Exception):
    """What was sent is not what the record says, or nothing that is safe to unpack."""


def sent(url, most):
    """What a server answers; never more than `most` bytes of it."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        content = answer.read(most + 1)
    if len(content) > most:
        raise Refused(f"{url}: more than {most} bytes")
    return content


def files_of(server, record):
    """(name, bytes, (algorithm, digest), address) of each file of a record."""
    found = json.loads(sent(f"{server}/api/records/{record}", 16 << 20))
    for file in found["files"]:
        algorithm, _, digest = file["checksum"].rpartition(":")
        yield file["key"], file["size"], (algorithm or "md5", digest), file["links"]["self"]


def checked(name, size, checksum, address):
    if size > MOST_BYTES:
        raise Refused(f"{name}: {size} bytes are too many")
    content = sent(address, size)
    if len(content) != size:
        raise Refused(f"{name}: {len(content)} bytes, and the record says {size}")
    algorithm, digest = checksum
    if hashlib.new(algorithm, content).hexdigest() != digest:
        raise Refused(f"{name}: its {algorithm} checksum is not the record's {digest}")
    return content


def models_in(name, content):
    """(path, content) of the Open-PSA models of an archive, or of a file that is one."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield name, content
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise Refused(f"{name}: more than {MOST_BYTES} bytes when unpacked")
        for entry in archive.infolist():
            if not entry.is_dir():
                yield entry.filename, archive.read(entry)


def is_model(path, content):
    """A model of the exchange format, in UTF-16 too; settings of engines are XML as well."""
    return path.lower().endswith(".xml") and MODEL.search(content[:1 << 16].replace(b"\0", b"")) is not None


def flat_name(path):
    """The path below the archive's one folder as the name of a file: nothing in it leads out of a folder."""
    parts = [part for part in re.split(r"[/\\]", path) if part not in ("", ".", "..")]
    return "-".join(parts[1:] if len(parts) > 1 else parts)


def fetch(server, name, folder):
    folder.mkdir(parents=True, exist_ok=True)
    models = {}
    for file in files_of(server, RECORDS[name]):
        content = checked(*file)
        for path, model in models_in(file[0], content):
            if not is_model(path, model):
                continue
            target = flat_name(path)
            if models.setdefault(target, model) != model:
                raise Refused(f"{path}: a second model of the name {target}")
    for target, model in models.items():
        unfinished = folder / f".{target}.part"
        unfinished.write_bytes(model)
        os.replace(unfinished, folder / target)
    return len(models)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--set", action="append", choices=sorted(RECORDS), dest="sets")
    parser.add_argument("--from", default="https://zenodo.org", dest="server")
    options = parser.parse_args()
    failed = False
    for name in options.sets or sorted(RECORDS):
        try:
            count = fetch(options.server.rstrip("/"), name, options.folder / name)
        except (Refused, OSError, urllib.error.URLError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            print(f"{name}: {error if str(error) else type(error).__name__}", file=sys.stderr)
            failed = True
            continue
        print(f"{name}: {count} models in {options.folder / name}")
        failed = failed or count == 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
