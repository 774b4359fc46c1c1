"""`make proof`: the long proofs of one slice or of all, and their output kept in docs/proof.md."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
KEPT = HERE.parent.parent / "docs" / "proof.md"
HEAD = """# Proofs

What `make proof` printed when it was last run for each slice. Absolute figures depend on the machine:
read them beside each other, not beside another machine's.
"""


def main(only: str | None) -> int:
    """Run the proofs of a slice (all without one), keep what they printed; returns pytest's exit code."""
    slices = [only] if only else sorted(p.name for p in HERE.iterdir() if (p / "__init__.py").exists())
    worst = 0
    for name in slices:
        command = ["pytest", str(HERE / name), "-n0", "-s", "--timeout=1500", "-o", "python_files=proof_*.py"]
        run = subprocess.run([sys.executable, "-m", *command], text=True, stdout=subprocess.PIPE, check=False)
        print(run.stdout)
        worst = max(worst, run.returncode)
        if run.returncode == 0:
            keep(name, run.stdout)
    return worst


def keep(name: str, printed: str) -> None:
    """Replace the slice's section of docs/proof.md."""
    sections = {}
    if KEPT.exists():
        for part in KEPT.read_text(encoding="utf-8").split("\n## ")[1:]:
            sections[part.split("\n", 1)[0]] = part.split("\n", 1)[1].strip()
    # pytest begins a line with a dot for each test that passed, and prints the paths it was given.
    lines = (line.lstrip(".").rstrip() for line in printed.splitlines() if not line.startswith("/"))
    shown = "\n".join(line for line in lines if line)
    day = datetime.now(UTC).date().isoformat()
    sections[name] = f"`make proof ONLY={name}`, {day}\n\n```text\n{shown}\n```"
    body = "\n\n".join(f"## {key}\n\n{text}" for key, text in sorted(sections.items()))
    KEPT.write_text(f"{HEAD}\n{body}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] else None))
