"""`diapason digest`: composing and sending the monthly letter from a script, with a person's rights."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from uuid import UUID

    from backend.core.actor import Actor
    from backend.core.db import Session
    from backend.settings import Settings

app = typer.Typer(
    help="Compose and send the monthly letter.\n\nBoth do what the page does, with the rights of the person "
    "named: an editor composes, a publisher sends what a sponsor has signed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Month = Annotated[str, typer.Option(help="The month told, as 2026-11.")]
Audience = Annotated[str, typer.Option(help="`company`, or the full path of a unit: Télénova/Bretagne.")]
Email = Annotated[str, typer.Option("--as", help="Who does it.")]


@app.command()
def compose(month: Month, email: Email, audience: Audience = "company") -> None:
    """Begin the issue of a month, with what every part of the product offers about it.

    \b
    Examples:
      diapason digest compose --month 2026-11 --audience company --as aicha.diallo@telenova.example
    """
    _do("compose", month, audience, email)


@app.command()
def send(month: Month, email: Email, audience: Audience = "company") -> None:
    """Send a signed issue now: its audience is counted again, and the worker writes to each.

    \b
    Examples:
      diapason digest send --month 2026-11 --audience company --as julien.mercadier@telenova.example
    """
    _do("send", month, audience, email)


def _do(verb: str, month: str, audience: str, email: str) -> None:
    from backend.cli.say import run, settings_or_stop, tell

    number, people = run(_run(settings_or_stop(), verb, month, audience, email))
    if verb == "compose":
        tell(f"Issue {number} is begun, at /digests/{number}/edit.")
    else:
        tell(f"Issue {number} leaves for {people} people, as the worker goes on.")


async def _run(settings: "Settings", verb: str, month: str, audience: str, email: str) -> tuple[int, int]:
    from backend import digests
    from backend.cli.opened import opened
    from backend.core.errors import checked

    async with opened(settings) as services, services.database.writing() as session:
        actor = await _actor(session, email)
        unit_id = await _unit(session, audience)
        given = checked(digests.ComposeInput, {"month": f"{month}-01", "org_unit_id": unit_id})
        people = 0
        if verb == "compose":
            issue = await digests.compose(session, actor, given)
        else:
            issue = await digests.issue_about(session, actor, given)
            issue = await digests.schedule(session, actor, issue, digests.ScheduleInput())
            people = await digests.audience_size(session, issue)
        number = issue.number
        await session.commit()
    return number, people


async def _actor(session: "Session", email: str) -> "Actor":
    from backend import identity
    from backend.cli.say import stop

    person = await identity.person_by_email(session, email)
    actor = await identity.actor_of(session, person.id) if person else None
    if actor is None:
        stop(f"Nobody has the address {email}.")
    return actor


async def _unit(session: "Session", audience: str) -> "UUID | None":
    """The unit of a path; none for the whole company."""
    import sqlalchemy as sa

    from backend.cli.say import stop
    from backend.identity import ORG_UNITS

    if audience == "company":
        return None
    found = await session.execute(sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.path == audience))
    unit_id: UUID | None = found.scalar_one_or_none()
    if unit_id is None:
        stop(f"There is no unit {audience}.")
    return unit_id
