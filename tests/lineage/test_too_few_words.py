"""What has too few words for a report's title is sent on under one that is asked for."""

from datetime import timedelta

from backend import immersions
from backend.immersions import DebriefInput
from backend.journeys.models import IRRITANTS
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.immersions.days import a_day
from tests.immersions.scene import acting
from tests.journeys.scene import a_journey, an_irritant
from tests.reports.scenes import a_topic

PROMOTE = """mutation($irritant: PromoteIrritantInput!, $idea: PromoteIdeaInput!) {
  promoteIrritant(input: $irritant) { ... on UserError { code field } }
  promoteIdea(input: $idea) { ... on UserError { code field } } }"""


async def two_letters(cast: Cast) -> tuple[str, str, dict[str, dict[str, str]]]:
    """The addresses that send on an irritant of Karim's journey and an idea of Inès's, and their ids."""
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        irritant = await an_irritant(session, cast, await a_journey(session, cast))
        await session.execute(IRRITANTS.update().where(IRRITANTS.c.id == irritant.id).values(text="Là"))
        edition, _ = await a_day(session, cast, starts_in=-timedelta(hours=1))
        ines = await acting(session, cast, "ines")
        debrief = await immersions.submit_debrief(session, ines, edition, DebriefInput(ideas="Un"))
        await session.commit()
    ids = {
        "irritant": {"irritantId": encode("Irritant", irritant.id)},
        "idea": {"debriefId": encode("Debrief", debrief.id)},
    }
    here = f"/immersions/{edition.slug}/debriefs/{debrief.id}/idea"
    return f"/irritants/{irritant.id}/promote", here, ids


async def test_two_letters_are_sent_on_under_a_title_that_the_page_asks_for(cast: Cast, faces: Faces) -> None:
    irritant, idea, _ = await two_letters(cast)
    for who, address, text in (("karim", irritant, "Là"), ("ines", idea, "Un")):
        browser = await faces.browser(who)
        asked = await browser.post(address)
        assert asked.status_code == 422
        assert text in asked.text
        assert f'action="{address}"' in asked.text
        assert 'href="#f-title"' in asked.text
        sent = await browser.post(address, data={"title": "Personne n’attend au bon endroit"})
        assert sent.status_code == 303
        assert "au bon endroit" in (await browser.get(sent.headers["location"])).text


async def test_a_tool_is_told_that_the_title_is_missing(cast: Cast, faces: Faces) -> None:
    _, _, ids = await two_letters(cast)
    for who, name in (("karim", "promoteIrritant"), ("ines", "promoteIdea")):
        answer = await faces.graphql(who, PROMOTE, **ids)
        assert "errors" not in answer
        assert answer["data"][name] == {"code": "invalid_input", "field": "title"}
