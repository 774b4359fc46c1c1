"""`diapason doctor`: what is misconfigured, and how to mend it."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backend.cli.findings import Finding
    from backend.settings import Settings

SOME_ILL = 1


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="Look at the audit instead: is it as it was sealed?")
    ] = False,
) -> None:
    """Say what is misconfigured, and how to mend it.

    Nothing is changed and no secret is shown. Ends with 1 when something is not well.

    \b
    Examples:
      diapason doctor
      diapason doctor --json
      diapason doctor --audit
    """
    from dataclasses import asdict

    from backend.cli.say import answer, run, settings_or_stop

    found = run(_examine(settings_or_stop(), audit))
    if as_json:
        answer([asdict(one) for one in found])
    else:
        for one in found:
            typer.echo(f"{'✓' if one.ok else '✗'} {one.about:<10} {one.said}")
            if one.mend:
                typer.echo(f"{'':12} → {one.mend}")
    if not all(one.ok for one in found):
        raise typer.Exit(SOME_ILL)


async def _examine(settings: "Settings", audit: bool) -> "list[Finding]":
    import asyncio

    from backend.cli.audit_finding import whole_audit
    from backend.cli.findings import EXAMINATIONS
    from backend.cli.wrapped_finding import wrapped_values

    if audit:
        return [await whole_audit(settings)]
    return list(await asyncio.gather(*(examine(settings) for examine in (*EXAMINATIONS, wrapped_values))))
