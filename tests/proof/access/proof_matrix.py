"""Every cell of the access matrix on both databases; `make test` tries each row on one of them."""

from backend.core.db import Database
from tests.access.specialists import with_specialists
from tests.access.test_matrix import every_cell_holds, rows
from tests.cast import company
from tests.faces import faces_over
from tests.tables import emptied


async def test_every_cell_holds_on_this_database(engine: Database) -> None:
    for name, expected in rows():
        cast = await with_specialists(await company(engine))
        faces = faces_over(cast, engine)
        await every_cell_holds(name, expected, cast, engine, faces)
        await faces.close()
        await emptied(engine)
    print(f"{engine.writer.dialect.name}: {len(rows())} actions, every persona, verb, page and mutation")
