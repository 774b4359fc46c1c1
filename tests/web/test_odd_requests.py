"""Requests that no page of ours makes: forged, mangled or too large. Each is refused in words."""

from collections.abc import AsyncIterator

import httpx2
import pytest
import sqlalchemy as sa

from backend.core.db import Database
from backend.core.text import storable
from backend.http import cookies
from backend.identity.models import IDEMPOTENCY_KEYS
from backend.web.forms import MOST_BYTES, STRANGERS_BYTES
from tests.circles.scene import a_circle
from tests.faces import Faces

FORM = "multipart/form-data; boundary=x"


@pytest.mark.parametrize("origin", ["http://[", "null", "http://diapason.test.evil.example", ""])
async def test_a_form_with_a_mangled_origin_is_refused(faces: Faces, origin: str) -> None:
    ines = await faces.browser("ines")
    headers = {"origin": origin, "sec-fetch-site": ""}
    async with httpx2.AsyncClient(
        transport=ines._transport, base_url=ines.base_url, cookies=ines.cookies
    ) as old:
        page = await old.post("/me", headers={"origin": origin}, data={"theme": "dark"})
        tool = await old.post(
            "/graphql", headers={"origin": origin}, json={"query": "{ viewer { permissions } }"}
        )
    assert (page.status_code, tool.status_code) == (403, 403), headers


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            f"{FORM}; charset=undefined",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--\r\n',
        ),
        ("multipart/form-data", b"x"),
        (FORM, b"not a form"),
        ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(600))),
    ],
)
async def test_what_is_not_a_form_is_refused_in_words(faces: Faces, kind: str, body: bytes) -> None:
    ines = await faces.browser("ines")
    page = await ines.post("/me", headers={"content-type": kind}, content=body)
    assert page.status_code == 422
    assert "Le formulaire reçu n’est pas lisible" in page.text


async def test_a_form_is_given_up_once_it_is_too_large_and_at_once_when_it_says_so(faces: Faces) -> None:
    sent = 0

    async def piece_by_piece() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 2 * MOST_BYTES:
            sent += 100_000
            yield b"&a=".ljust(100_000, b"x")

    form = {"content-type": "application/x-www-form-urlencoded"}
    ines, stranger = await faces.browser("ines"), await faces.browser(None)
    pages = [
        await ines.post("/me", headers=form, content=piece_by_piece()),
        await ines.post("/me", headers=form, content=b"a" * (MOST_BYTES + 1)),
        await stranger.post("/language", headers=form, content=b"a" * (STRANGERS_BYTES + 1)),
    ]
    for page in pages:
        assert page.status_code == 413
        assert "<h1>C’est trop long</h1>" in page.text
    assert MOST_BYTES < sent <= MOST_BYTES + 100_000


async def test_a_cookie_with_a_backslash_is_left_out_and_ours_beside_it_is_read(faces: Faces) -> None:
    ines, stranger = await faces.browser("ines"), await faces.browser(None)
    ours = f"{cookies.SESSION}={ines.cookies[cookies.SESSION]}"
    page = await stranger.get("/me", headers={"cookie": f'a="\\054"; {ours}; b=c'})
    assert page.status_code == 200
    for value, language in (("\\145n", "fr"), ("en", "en")):
        door = await stranger.get("/sign-in", headers={"cookie": f'{cookies.LOCALE}="{value}"'})
        assert f'<html lang="{language}"' in door.text


async def test_null_characters_are_left_out_of_what_people_type(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    kept = await karim.post(f"/circles/{slug}/practices", data={"title": "Le \x00brief", "credit": "\x00"})
    assert kept.status_code == 303
    assert "Le brief" in (await karim.get(f"/circles/{slug}/practices")).text
    assert (await karim.get("/search?q=%00ka%00rim")).status_code == 200
    assert (await karim.get("/circles/%00")).status_code == 404
    assert storable("a\x00\ud800é\U0001f600") == "aé\U0001f600"


async def test_signing_in_and_out_leaves_no_answer_behind(faces: Faces, database: Database) -> None:
    ines = await faces.browser("ines")
    await ines.post("/sign-out", data={"idempotency_key": "once"})
    async with database.reading() as session:
        assert (await session.execute(sa.select(IDEMPOTENCY_KEYS))).all() == []


async def test_a_corrected_file_of_the_same_name_is_not_taken_for_a_repeat(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    karim = await faces.browser("karim")

    async def sent(content: bytes) -> httpx2.Response:
        files = {"file": ("people.csv", content, "text/csv")}
        return await karim.post(f"/circles/{slug}/invite/list", data={"idempotency_key": "once"}, files=files)

    assert (await sent(b"nobody@telenova.example")).status_code == 200
    assert (await sent(b"nobody@telenova.example")).status_code == 200
    assert (await sent(b"ines.marchetti@telenova.example")).status_code == 422


async def test_see_more_goes_on_after_a_long_name(faces: Faces) -> None:
    for number in range(13):
        await a_circle(
            faces.cast, name=f"{'Cercle des conseillers de la Nouvelle-Aquitaine ' * 2}{number:02}"
        )
    ines = await faces.browser("ines")
    first = (await ines.get("/circles")).text
    after = first.split("/circles?after=")[1].split('"')[0]
    assert len(after) > 200
    rest = await ines.get(f"/circles?after={after}")
    assert rest.status_code == 200
    assert "Aquitaine 12" in rest.text


async def test_numbers_beyond_reason_are_refused(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    huge = "9" * 5000
    signed = await karim.post("/charter/sign", data={"slug": "x", "version": str(10**30)})
    assert signed.status_code == 422
    drafted = await karim.post(
        f"/circles/{slug}/messages", data={"title": "Une", "choices": ["a", "b"], "right_choice": huge}
    )
    assert drafted.status_code == 303
