"""What a process says of itself, a line at a time: JSON for machines, plainer for people.

No line holds what somebody typed, an address or a person. Of an exception it tells the kind and where it was
raised, never its words, which may quote a value. What leaves no trace leaves none here either.
"""

import json
import logging
import secrets
import sys
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

FRAMES = 8
"""How many of the calls that led to a failure are told, the innermost last."""
CAUSES = 4
HOUSE = Path(__file__).parents[2]
TOOLS = Path(__file__).parent
"""Where the product is, and the part of it through which most calls go."""


@dataclass
class Asked:
    """The request being answered. A field of GraphQL, which runs in a task of its own, shares it."""

    id: str
    silent: bool = False
    """Whether it leaves no trace: then nothing is said while it is answered, not even that it failed."""


asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def request_id() -> str:
    """What the request being answered is called; a new name where there is none."""
    found = asked.get()
    return found.id if found else secrets.token_hex(8)


def hush() -> None:
    """Say nothing of the request being answered."""
    if found := asked.get():
        found.silent = True


def configure(*, as_json: bool) -> None:
    """Have this process say what it does on standard error."""
    logging.basicConfig(handlers=[handler(sys.stderr, as_json=as_json)], level=logging.WARNING, force=True)
    for name in ("diapason", "uvicorn"):
        logging.getLogger(name).setLevel(logging.INFO)


def handler(stream: TextIO, *, as_json: bool) -> logging.Handler:
    """What writes lines on a stream, but those of a request that leaves no trace."""
    made = logging.StreamHandler(stream)
    made.setFormatter(JsonLines() if as_json else PlainLines())
    made.addFilter(lambda record: not ((found := asked.get()) and found.silent))
    return made


class JsonLines(logging.Formatter):
    """A JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_told(record), ensure_ascii=False, separators=(",", ":"), default=str)


class PlainLines(logging.Formatter):
    """The same for a reader: when, how bad, what; then the facts, and where it failed."""

    def format(self, record: logging.LogRecord) -> str:
        told = _told(record)
        at, level, _, message = (told.pop(name) for name in ("at", "level", "logger", "message"))
        failure = "".join(f"\n  {line}" for line in told.pop("failure", ()))
        facts = "".join(f" {name}={value}" for name, value in told.items())
        return f"{at[11:19]} {level:<7} {message}{facts}{failure}"


def _told(record: logging.LogRecord) -> dict[str, Any]:
    told: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        # A loop that tells of a failed task quotes the exception in the lines below.
        "message": record.getMessage().partition("\n")[0],
    }
    if found := asked.get():
        told["request"] = found.id
    told |= getattr(record, "facts", {})
    if record.exc_info and record.exc_info[1]:
        told["failure"] = _where(record.exc_info[1])
    return told


def in_short(error: BaseException) -> str:
    """The kind of a failure, what caused it, and the last call of a slice that led to it; never its words."""
    kinds, place = [], ""
    for cause in _causes(error):
        kinds.append(_kind(cause))
        ours = [call for call in traceback.extract_tb(cause.__traceback__) if _is_ours(Path(call.filename))]
        if ours:
            place = f", in {Path(ours[-1].filename).relative_to(HOUSE)}:{ours[-1].lineno} {ours[-1].name}"
    return " from ".join(kinds) + place


def _where(error: BaseException) -> list[str]:
    """The kind of a failure and the calls that led to it, then the same of what caused it."""
    lines: list[str] = []
    for cause in _causes(error):
        calls = traceback.extract_tb(cause.__traceback__)[-FRAMES:]
        lines += [_kind(cause), *(f"{call.filename}:{call.lineno} {call.name}" for call in calls)]
    return lines


def _causes(error: BaseException) -> list[BaseException]:
    """A failure, what it was raised from, and so on."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < CAUSES:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    return causes


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _is_ours(file: Path) -> bool:
    """Whether a call is of a slice: neither of a library, nor of the tools that all slices share."""
    return file.is_relative_to(HOUSE / "backend") and not file.is_relative_to(TOOLS)
