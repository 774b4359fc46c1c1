"""The badge of an open page: its number comes as it changes, and a shared phone listens to nothing."""

import sqlalchemy as sa

from backend import notifications
from backend.core.db import Database
from backend.identity.models import SIGN_IN_SESSIONS
from backend.notifications import Notice, NotificationKind
from tests.cast import Cast
from tests.faces import Faces
from tests.web.test_forum import live, watching

PATH = "/me/notifications/live?seen=0"


async def told(cast: Cast, key: str, who: str = "ines") -> None:
    async with cast.database.writing() as session:
        given = {"number": 1, "title": "Une file"}
        notice = Notice(NotificationKind.REPORT, "report.declined", key, "/reports/1", given)
        await notifications.tell(session, [cast.people[who]], notice)
        await session.commit()


async def test_the_badge_of_an_open_page_follows_what_its_reader_is_told(
    cast: Cast, database: Database, faces: Faces
) -> None:
    async with live(faces, database) as base, watching(base, faces, "ines", PATH) as events:
        await told(cast, "karim's own", "karim")
        await told(cast, "one")
        came = await events.next()
        assert (came["id"], came["data"]) == ("1", "1")
        async with database.writing() as session:
            await notifications.mark_read(session, await cast.actor("ines"))
            await session.commit()
        read = await events.next()
    assert (read["id"], read["data"]) == ("0", "0")


async def test_a_shared_phone_listens_to_nothing(cast: Cast, database: Database, faces: Faces) -> None:
    ines = await faces.browser("ines")
    assert "badge.js" in (await ines.get("/circles")).text
    async with database.writing() as session:
        await session.execute(sa.update(SIGN_IN_SESSIONS).values(shared_phone=True))
        await session.commit()
    assert "badge.js" not in (await ines.get("/circles")).text
    assert (await ines.get(PATH)).text.startswith("event: over")
