"""The inbox as a page: the badge, what is new, what is read."""

import re

from backend import notifications
from backend.notifications import Notice, NotificationKind
from tests.cast import Cast
from tests.faces import Faces


async def told(cast: Cast, times: int = 1) -> None:
    async with cast.database.writing() as session:
        for number in range(times):
            notice = Notice(
                NotificationKind.REPORT,
                "report.delivered",
                f"event {number}",
                f"/reports/{number}",
                {"number": number, "title": "Une <seule> file"},
            )
            await notifications.tell(session, [cast.people["ines"]], notice)
        await session.commit()


async def test_the_badge_counts_and_marking_one_takes_one_off(faces: Faces, cast: Cast) -> None:
    await told(cast, 2)
    browser = await faces.browser("ines")
    page = (await browser.get("/me/notifications")).text
    assert re.search(r'id="bell".*?data-unread="2"><span>2<', page, re.S)
    assert "Remontée n°\u00a01, c’est fait\u00a0: Une &lt;seule&gt; file" in page
    one = re.findall(r'name="id" value="([0-9a-f-]{36})"', page)
    assert len(one) == 2
    answer = await browser.post("/me/notifications/read", data={"id": one[0]})
    assert answer.headers["location"] == "/me/notifications"
    assert re.search(r'id="bell".*?data-unread="1"><span>1<', (await browser.get("/circles")).text, re.S)
    await browser.post("/me/notifications/read", data={})
    assert 'data-unread="0" hidden' in (await browser.get("/")).text.split('id="nav"')[0]
    assert "Tout est lu" in (await browser.get("/me/notifications?unread=1")).text


async def test_an_older_page_is_one_link_away(faces: Faces, cast: Cast) -> None:
    await told(cast, 23)
    browser = await faces.browser("ines")
    page = (await browser.get("/me/notifications")).text
    assert page.count('class="notice ') == 20
    (more,) = re.findall(r'<a class="btn" href="(/me/notifications\?after=[^"]+)"', page)
    assert (await browser.get(more)).text.count('class="notice ') == 3
    fragment = await browser.get(more, headers={"hx-request": "true", "hx-target": "ul#notifications"})
    assert fragment.text.count('class="notice ') == 3
    assert "<nav" not in fragment.text


async def test_one_who_was_told_nothing_sees_what_will_come(faces: Faces) -> None:
    page = (await (await faces.browser("yann")).get("/me/notifications")).text
    assert "Rien pour l’instant" in page


async def test_an_id_that_is_none_is_not_found(faces: Faces) -> None:
    browser = await faces.browser("ines")
    assert (await browser.post("/me/notifications/read", data={"id": "x"})).status_code == 404
