"""One process, measured from start to exit."""
import math
import os
import resource
import subprocess
import time


class Measured:
    """Seconds on the clock and of user time, and peak memory in MB."""

    def __init__(self, elapsed, usage):
        self.elapsed = elapsed
        self.user = usage.ru_utime
        self.megabytes = usage.ru_maxrss / 1024


def measure(command, limit):
    """None where it takes more than `limit` seconds of processor time, rounded up, or fails: what others do on the
    machine does not count."""
    seconds = math.ceil(limit)
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return Measured(time.monotonic() - start, usage) if status == 0 else None
