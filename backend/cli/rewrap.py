"""`diapason rewrap`: what the database keeps wrapped, brought under a new secret."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections import Counter

    from backend.core.wrapped import Under
    from backend.settings import Settings

SOME_LOST = 1


def rewrap(as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False) -> None:
    """Wrap under DIAPASON_SECRET_KEY what DIAPASON_SECRET_KEY_PREVIOUS still wraps.

    The keys of open surveys and the secrets of webhooks: what they protect does not change. Safe to repeat,
    and while Diapason runs once all its processes know both secrets: see docs/operations.md. Ends with 1
    when something opens under neither.

    \b
    Examples:
      diapason rewrap
      diapason rewrap --json
    """
    from backend.cli.say import answer, run, settings_or_stop
    from backend.core.wrapped import Under

    found = run(_rewrap(settings_or_stop()))
    if as_json:
        answer({what: dict(counted) for what, counted in found.items()})
    else:
        for what, counted in found.items():
            typer.echo(
                f"{what}: {counted[Under.EARLIER]} wrapped anew, {counted[Under.CURRENT]} were already, "
                f"{counted[Under.UNKNOWN]} open under no known secret"
            )
    if any(counted[Under.UNKNOWN] for counted in found.values()):
        raise typer.Exit(SOME_LOST)


async def _rewrap(settings: "Settings") -> "dict[str, Counter[Under]]":
    from backend.cli.opened import opened
    from backend.services import WRAPPED

    async with opened(settings) as services, services.database.writing() as session:
        found = {one.what: await one.rewrap(session, session.info["vault"]) for one in WRAPPED}
        await session.commit()
    return found
