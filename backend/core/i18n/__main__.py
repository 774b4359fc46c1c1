"""`python -m backend.core.i18n update|missing`: keep the catalogues in step with what the product says."""

import sys
from pathlib import Path

from backend.core.i18n.extraction import missing, update


def main(arguments: list[str]) -> int:
    """Run one verb on the checkout in the current folder; 1 when words are missing, 2 for another verb."""
    if arguments == ["update"]:
        update(Path.cwd())
        return 0
    if arguments == ["missing"]:
        lines = missing(Path.cwd())
        print("\n".join(lines) or "Every word is there in both languages.")
        return 1 if lines else 0
    print("usage: python -m backend.core.i18n update|missing", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
