"""Activities and their kits on pages, the minimum of dates, and what goes to the monthly letter."""

from datetime import timedelta

from backend import immersions
from backend.core.db import Database
from backend.immersions import DebriefInput, SlotInput
from tests.cast import Cast
from tests.faces import Faces
from tests.immersions.days import a_day
from tests.immersions.placed import an_edition_wished, solved
from tests.immersions.scene import a_slot, acting, an_activity, an_offer
from tests.nights import IN_PARIS


async def test_nadia_writes_a_kit_in_both_languages_and_retires_it(faces: Faces) -> None:
    nadia, ines = await faces.browser("nadia"), await faces.browser("ines")
    here = "/immersions/activities"
    assert (await ines.get(here)).status_code == 404
    texts = {"name_fr": "La tournée", "name_en": "The round", "kit_fr": "Venez.", "kind": "day_in_job"}
    rules = {"rule_fr": ["Rien d’enregistré", ""], "rule_en": ["", ""]}
    refused = await nadia.post(here, data={**texts, **rules})
    assert refused.status_code == 422
    assert "Rien d’enregistré" in refused.text
    rules["rule_en"] = ["Nothing recorded", ""]
    assert (await nadia.post(here, data={**texts, **rules})).status_code == 303
    listed = (await nadia.get(here)).text.replace("\xa0", " ")
    assert "La tournée" in listed
    assert "Il manque une langue" in listed
    one = f"{here}/{listed.split(here + '/')[2].split(chr(34))[0]}"
    assert "Nothing recorded" in (await nadia.get(one)).text
    assert (await nadia.post(one, data={**texts, **rules, "kit_en": "Come."})).status_code == 303
    assert "Il manque une langue" not in (await nadia.get(here)).text.replace("\xa0", " ")
    assert (await nadia.post(f"{one}/retire")).status_code == 303
    assert "N’est plus proposée" in (await nadia.get(here)).text.replace("\xa0", " ")


async def test_dates_under_their_minimum_are_named_before_publication(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, _ = await an_edition_wished(session, cast, {"ines": "a"}, {"a": 1})
        short: SlotInput = a_slot(40, capacity=4, minimum=2)
        await an_offer(session, cast, edition, title="Trop peu", slots=[short])
        await session.commit()
    await solved(cast, edition.id)
    page = (await (await faces.browser("solene")).get(f"/immersions/{edition.slug}/matching")).text
    assert "1 date sous son minimum" in page.replace("\xa0", " ")
    assert "Trop peu" in page


async def test_what_ines_lets_everybody_read_goes_to_the_letter_of_its_month(
    cast: Cast, database: Database
) -> None:
    with IN_PARIS.over(database):
        async with database.writing() as session:
            ines = await acting(session, cast, "ines")
            for shared in (True, False):
                edition, _ = await a_day(session, cast, name=f"Édition {shared}")
                given = DebriefInput(quote="On court.", quote_shared=shared)
                await immersions.submit_debrief(session, ines, edition, given)
            month = IN_PARIS.month
            offered = {
                unit: await immersions.digest_candidates(session, org_unit_id=unit, month=month)
                for unit in (None, cast.units["aquitaine"], cast.units["bretagne"])
            }
            before = (month - timedelta(days=1)).replace(day=1)
            assert await immersions.digest_candidates(session, org_unit_id=None, month=before) == []
    assert [len(found) for found in offered.values()] == [0, 1, 0]
    [candidate] = offered[cast.units["aquitaine"]]
    assert (candidate.quote, candidate.by, candidate.consent) == ({"fr": "On court."}, "Inès", True)
    assert candidate.url == f"/immersions/stories/{candidate.source_id}"
    assert candidate.happened_on == IN_PARIS.today


async def test_a_tool_says_what_ines_holds(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        nadia = await acting(session, cast, "nadia")
        words = immersions.WordedLine(fr="Permis B", en="Driving licence")
        await immersions.add_prerequisite(
            session, nadia, immersions.PrerequisiteInput(code="driving", name=words)
        )
        await an_activity(session)
        edition, _ = await an_edition_wished(session, cast, {}, {"a": 1})
        await immersions.enter_phase(session, nadia, edition, immersions.Phase.WISHES)
        await session.commit()
    document = """mutation($input: SayConstraintsInput!) { sayConstraints(input: $input) {
      ... on SayConstraintsSuccess { edition { myConstraints { prerequisites } } }
      ... on InvalidInputError { code } } }"""

    async def said(*codes: str) -> object:
        given = {"editionSlug": edition.slug, "prerequisites": codes}
        return (await faces.graphql("ines", document, input=given))["data"]["sayConstraints"]

    assert await said("driving") == {"edition": {"myConstraints": {"prerequisites": ["driving"]}}}
    assert await said("flying") == {"code": "unknown_prerequisite"}


async def test_solene_adds_what_an_activity_may_ask_to_hold_once(faces: Faces) -> None:
    solene = await faces.browser("solene")
    form = {"name_fr": "Habilitation électrique", "name_en": "Electrical clearance"}
    where = "/immersions/activities/prerequisites"
    assert (await solene.post(where, data=form)).status_code == 303
    assert "Habilitation électrique" in (await solene.get("/immersions/activities/new")).text
    again = await solene.post(where, data=form)
    assert again.status_code == 409
    assert "habilitation-electrique" in again.text
    assert (await solene.post(where, data={"name_fr": "", "name_en": "x"})).status_code == 422
    document = "{ prerequisites { code name { en } } }"
    [only] = (await faces.graphql("ines", document))["data"]["prerequisites"]
    assert only == {"code": "habilitation-electrique", "name": {"en": "Electrical clearance"}}
