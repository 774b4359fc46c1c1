"""`diapason schema`: what GraphQL promises, as SDL."""

from typing import Annotated

import typer

DIFFERENT = 1


def schema(
    write: Annotated[bool, typer.Option("--write", help="Write schema/schema.graphql.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Fail if schema/schema.graphql is not this.")
    ] = False,
) -> None:
    """Print the GraphQL schema.

    \b
    Examples:
      diapason schema > diapason.graphql
      diapason schema --write
    """
    from pathlib import Path

    import schema as graphql
    from backend.cli.say import tell

    path = Path(graphql.__file__).with_name("schema.graphql")
    text = graphql.schema.as_str() + "\n"
    if write:
        path.write_text(text, encoding="utf-8")
    elif check:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            tell("schema/schema.graphql is not what the code says: run `make sdl`, and read what changed.")
            raise typer.Exit(DIFFERENT)
    else:
        typer.echo(text, nl=False)
