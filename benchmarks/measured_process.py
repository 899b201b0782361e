"""One process, measured from start to exit."""
import os
import subprocess
import time


class Measured:
    """Seconds on the clock and of user time, and peak memory in MB."""

    def __init__(self, elapsed, usage):
        self.elapsed = elapsed
        self.user = usage.ru_utime
        self.megabytes = usage.ru_maxrss / 1024


def measure(command, limit):
    """None where it takes longer than `limit` seconds or fails."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = status
            return Measured(time.monotonic() - start, usage) if status == 0 else None
        if time.monotonic() - start > limit:
            process.kill()
            os.wait4(process.pid, 0)
            return None
        time.sleep(0.0005)
