"""`diapason token`: what internal tools sign in with."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

if TYPE_CHECKING:
    from backend.identity import TokenRow
    from backend.settings import Settings

app = typer.Typer(
    help="Make, list and end application tokens.\n\nA token lets an internal tool act as a person, "
    "narrowed to some scopes, until a date.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command()
def create(
    email: Annotated[str, typer.Option(help="The person the tool acts as.")],
    scope: Annotated[list[str], typer.Option(help="What it may do; repeat for several.")],
    name: Annotated[str, typer.Option(help="What the tool is called; else who makes it, and when.")] = "",
    days: Annotated[int, typer.Option(help="How long it lives, at most 366 days.")] = 90,
    as_json: Json = False,
) -> None:
    """Make a token and print it, once.

    It is stored nowhere. Scopes are `read`, `write`, and for one slice `circles:read` or
    `circles:write`. A scope only narrows what the person may do.

    \b
    Examples:
      diapason token create --email maud.terrier@telenova.example --scope read
      diapason token create --email bot@example.com --scope circles:write --days 30 --json
    """
    from backend.cli.say import answer, run, settings_or_stop, tell

    made = run(_create(settings_or_stop(), email, scope, name, days))
    if as_json:
        answer(made)
    else:
        tell(f"This token acts as {made['email']} for {days} days. Keep it now: it is not shown again.")
        typer.echo(made["token"])


@app.command(name="list")
def show(email: Annotated[str, typer.Option(help="Only this person's.")] = "", as_json: Json = False) -> None:
    """List tokens, newest first, ended ones too.

    \b
    Examples:
      diapason token list --email ines.marchetti@telenova.example --json
    """
    from dataclasses import asdict

    from backend.cli.say import answer, run, settings_or_stop

    rows = run(_rows(settings_or_stop(), email))
    if as_json:
        answer([asdict(row) for row in rows])
        return
    for row in rows:
        typer.echo(f"{row.id}  …{row.hint}  {row.email}  {' '.join(row.scopes)}  {_state(row)}  {row.name}")


@app.command()
def revoke(token_id: Annotated[UUID, typer.Argument(help="The id that `token list` shows.")]) -> None:
    """End a token at once.

    \b
    Examples:
      diapason token revoke 01987a10-3b8e-7cc1-a6a3-0b3f4b8f0a11
    """
    from backend.cli.say import run, settings_or_stop, tell

    run(_revoke(settings_or_stop(), token_id))
    tell("The token is ended.")


async def _create(
    settings: "Settings", email: str, scopes: list[str], name: str, days: int
) -> dict[str, object]:
    from backend import identity
    from backend.cli.opened import opened, person_or_stop
    from backend.core.actor import SYSTEM
    from backend.core.errors import checked

    given = checked(identity.NewToken, {"name": name or _made_here(), "scopes": scopes, "days": days})
    async with opened(settings) as services, services.database.writing() as session:
        person = await person_or_stop(session, email)
        token_id, secret = await identity.create_token(session, SYSTEM, person, given)
        await session.commit()
    return {
        "token": secret,
        "id": token_id,
        "email": person.email,
        "scopes": sorted(given.scopes),
        "days": given.days,
    }


def _made_here() -> str:
    """A name that says who made the token, and when."""
    from getpass import getuser

    from backend.core.clock import now

    return f"{getuser()}, {now():%Y-%m-%d %H:%M}"


async def _rows(settings: "Settings", email: str) -> "list[TokenRow]":
    from backend import identity
    from backend.cli.opened import opened, person_or_stop
    from backend.core.actor import SYSTEM
    from backend.core.listing import MOST, Page

    async with opened(settings) as services, services.database.reading() as session:
        person_id = (await person_or_stop(session, email)).id if email else None
        rows: list[TokenRow] = []
        page: Page | None = Page(MOST)
        while page:
            listing = await identity.visible_tokens(session, SYSTEM, page, person_id)
            rows += listing.items
            page = Page(MOST, listing.end) if listing.has_more else None
    return rows


async def _revoke(settings: "Settings", token_id: UUID) -> None:
    from backend import identity
    from backend.cli.opened import opened
    from backend.core.actor import SYSTEM

    async with opened(settings) as services, services.database.writing() as session:
        await identity.revoke_token(session, SYSTEM, token_id)
        await session.commit()


def _state(row: "TokenRow") -> str:
    from backend.core.clock import now

    if row.revoked_at:
        return f"revoked {row.revoked_at:%Y-%m-%d}"
    used = f"last used {row.last_used_at:%Y-%m-%d}" if row.last_used_at else "never used"
    return f"{'ended' if row.expires_at <= now() else 'until'} {row.expires_at:%Y-%m-%d}, {used}"
