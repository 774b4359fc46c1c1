"""What commands share: their settings, the loop they run on, the way they speak and end.

Answers go to standard output, everything else to standard error, so that a script reads only answers.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from backend.core.errors import DomainError
    from backend.settings import Settings

T = TypeVar("T")

SOME_REFUSED = 1
NOTHING_DONE = 2


def settings_or_stop() -> "Settings":
    """The settings; settings that cannot be read end the command, one sentence each."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from backend.settings import Settings, unreadable

    try:
        return Settings()
    except ValidationError as error:
        stop(*unreadable(error))
    except SettingsError as error:
        stop(f"{error}: it is not the JSON that this setting takes.")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work; refusals and a database that does not answer end it with a sentence."""
    from sqlalchemy.exc import OperationalError

    from backend.core.errors import DomainError

    try:
        return asyncio.run(work)
    except DomainError as refusal:
        stop(*sentences(refusal))
    except OperationalError as error:
        stop(f"The database does not answer: {str(error.orig).splitlines()[0]}.")
    except KeyboardInterrupt:
        stop("Stopped; what was under way was dropped, nothing is half-written.")


def sentences(refusal: "DomainError") -> list[str]:
    """A refusal in English, one sentence per field at fault."""
    from backend.core import wording
    from backend.core.errors import InvalidInput
    from backend.core.i18n import Catalogues
    from backend.services import UI

    translator = Catalogues.load(UI / "locale").translator("en")
    if isinstance(refusal, InvalidInput):
        return [f"{name}: {said}" for name, said in wording.field_errors(translator, refusal).items()]
    return [wording.sentence(translator, refusal)]


def stop(*sentences: str) -> NoReturn:
    """Say why nothing was done, and end with 2."""
    for sentence in sentences:
        tell(sentence)
    raise typer.Exit(NOTHING_DONE)


def tell(sentence: str) -> None:
    """Say something that is not the answer."""
    typer.echo(sentence, err=True)


def answer(value: Any) -> None:
    """The answer as JSON, for `--json`."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str, indent=2))


@contextmanager
def progress(label: str) -> Iterator[Callable[[float], None]]:
    """A bar on standard error, moved by telling it how far the work is, from 0 to 1; nothing in a script."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=1.0)
        yield lambda done: bar.update(task, completed=done)
