#!/usr/bin/env python3
"""Public fault trees are taken as the record describes them, or not at all: fetch_fault_trees_test.py SCRIPT."""
import hashlib
import http.server
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile

SCRIPT = sys.argv.pop(1)
MODEL = ('<?xml version="1.0"?>\n<!-- generated -->\n<opsa-mef>\n<define-fault-tree name="t"><define-gate name="top">'
         '<basic-event name="e"/></define-gate></define-fault-tree>\n</opsa-mef>\n')


def archive(entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries.items():
            out.writestr(name, content)
    return packed.getvalue()


class Zenodo:
    """The two records of a repository that answers on this machine."""

    def __init__(self, content, **told):
        self.content = content
        self.told = {"size": len(content), "checksum": "md5:" + hashlib.md5(content).hexdigest(), **told}

    def __enter__(self):
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path.startswith("/api/records/20160659"):
                    body = json.dumps({"files": [{"key": "set.zip", "links": {"self": owner.address + "/content"},
                                                  **owner.told}]}).encode()
                elif self.path == "/content":
                    body = owner.content
                else:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def fetched(self, folder, *sets):
        chosen = [word for name in sets or ("aralia",) for word in ("--set", name)]
        return subprocess.run([sys.executable, SCRIPT, folder, "--from", self.address, *chosen], capture_output=True,
                              text=True, check=False)


class FetchFaultTrees(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.scratch.name) / "trees"

    def tearDown(self):
        self.scratch.cleanup()

    def names(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())

    def test_models_are_unpacked_and_nothing_else(self):
        with Zenodo(archive({"set-1/data/a.xml": MODEL, "set-1/data/b.xml": MODEL.encode("utf-16"),
                             "set-1/engine.xml": "<config/>", "set-1/README.md": MODEL})) as zenodo:
            run = zenodo.fetched(self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.names(), ["aralia/data-a.xml", "aralia/data-b.xml"])
        self.assertEqual((self.folder / "aralia/data-a.xml").read_text(), MODEL)

    def test_no_path_leads_out_of_the_folder(self):
        with Zenodo(archive({"set-1/../../../a.xml": MODEL, "/etc/b.xml": MODEL, "set\\..\\c.xml": MODEL})) as zenodo:
            run = zenodo.fetched(self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.names(), ["aralia/a.xml", "aralia/b.xml", "aralia/c.xml"])
        self.assertEqual(list(pathlib.Path(self.scratch.name).iterdir()), [self.folder])

    def test_what_is_not_what_the_record_says_is_refused(self):
        packed = archive({"set-1/a.xml": MODEL})
        for told, reason in (({"checksum": "md5:" + "0" * 32}, "checksum"), ({"size": len(packed) - 1}, "more than"),
                             ({"size": len(packed) + 1}, "the record says"), ({"size": 1 << 40}, "too many")):
            with self.subTest(reason), Zenodo(packed, **told) as zenodo:
                run = zenodo.fetched(self.folder)
                self.assertEqual(run.returncode, 1)
                self.assertIn(reason, run.stderr)
                self.assertEqual(self.names(), [])

    def test_two_models_of_one_name_are_refused(self):
        with Zenodo(archive({"set-1/a/b.xml": MODEL, "set-1/a-b.xml": MODEL + "\n"})) as zenodo:
            run = zenodo.fetched(self.folder)
        self.assertEqual(run.returncode, 1)
        self.assertIn("a second model of the name a-b.xml", run.stderr)

    def test_a_set_that_cannot_be_had_does_not_keep_the_other_away(self):
        with Zenodo(archive({"set-1/a.xml": MODEL})) as zenodo:
            run = zenodo.fetched(self.folder, "synthetic", "aralia")
        self.assertEqual(run.returncode, 1)
        self.assertIn("synthetic: HTTP Error 404", run.stderr)
        self.assertEqual(self.names(), ["aralia/a.xml"])


if __name__ == "__main__":
    unittest.main()
