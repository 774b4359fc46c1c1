"""« Aujourd’hui », the first page."""

from tests.faces import Faces


async def test_ines_is_greeted_and_told_that_nothing_is_asked(faces: Faces) -> None:
    ines = await faces.browser("ines")
    answer = await ines.get("/")
    assert answer.status_code == 200
    assert "Bonjour Inès" in answer.text
    assert "Rien ne vous est demandé" in answer.text


async def test_a_signed_out_reader_is_sent_to_sign_in_and_back(faces: Faces) -> None:
    nobody = await faces.browser(None)
    answer = await nobody.get("/circles?q=coeur")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/circles%3Fq%3Dcoeur"
