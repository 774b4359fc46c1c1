"""`diapason appoint`: the first administrator, who gives every other role."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backend.settings import Settings


def appoint(
    email: Annotated[str, typer.Argument(help="The address of somebody who is known here.")],
) -> None:
    """Make somebody an administrator of the whole company.

    Every other role is given in Administration, or follows the groups of the identity provider.

    \b
    Examples:
      diapason appoint maud.terrier@telenova.example
    """
    from backend.cli.say import run, settings_or_stop, tell

    run(_appoint(settings_or_stop(), email))
    tell(f"{email} is an administrator.")


async def _appoint(settings: "Settings", email: str) -> None:
    from backend import identity
    from backend.cli.opened import opened, person_or_stop
    from backend.core.actor import SYSTEM

    async with opened(settings) as services, services.database.writing() as session:
        person = await person_or_stop(session, email)
        await identity.grant_role(session, SYSTEM, person, identity.Role.ADMINISTRATOR, None)
        await session.commit()
