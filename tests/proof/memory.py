"""How much memory this process has needed at most, as Linux counts it, in megabytes."""

import re
from pathlib import Path

PROCESS = Path("/proc/self")


def held() -> int:
    """What it holds now."""
    return _counted("VmRSS")


def peak() -> int:
    """The most it has held since `forget_peak`."""
    return _counted("VmHWM")


def forget_peak() -> None:
    """From now on another most is counted."""
    (PROCESS / "clear_refs").write_text("5")


def _counted(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", (PROCESS / "status").read_text(), re.MULTILINE)
    assert found
    return int(found.group(1)) // 1024
