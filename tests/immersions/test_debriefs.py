"""Debriefs: told once by each side, irritants placed on the journey and walked both ways, nobody named."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import immersions, journeys, lineage, reports
from backend.core.db import Database
from backend.core.listing import Page
from backend.core.local_time import company_midnight
from backend.events import EVENTS
from backend.immersions import DebriefInput, FeltInput, Heart, NoteInput, Phase, Side, errors, looks_personal
from backend.jobs import JOBS
from tests.cast import Cast
from tests.faces import Faces
from tests.immersions.days import a_day
from tests.immersions.scene import acting
from tests.journeys.scene import a_journey
from tests.reports.scenes import a_topic

HOUR = timedelta(hours=1)


async def test_ines_and_thomas_tell_their_day_and_an_irritant_walks_both_ways(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, slot_id = await a_day(session, cast, starts_in=-HOUR)
        ines, thomas, solene = [await acting(session, cast, one) for one in ("ines", "thomas", "solene")]
        drawn = await a_journey(session, cast)
        await a_topic(session, cast)
        await immersions.note_on_the_day(session, ines, edition, NoteInput(text="Une file", place=drawn.shop))
        felt = [
            FeltInput(text="Une file", place=drawn.shop, frequency=journeys.Frequency.OFTEN),
            FeltInput(text="Le client répète son adresse", place=drawn.handoff),
        ]
        given = DebriefInput(surprised="Le silence", quote="On court.", quote_shared=True, irritants=felt)
        debrief = await immersions.submit_debrief(session, ines, edition, given)
        with pytest.raises(errors.AlreadyTold):
            await immersions.submit_debrief(session, ines, edition, given)
        told = DebriefInput(colleagues_live="Le camion", quote="À deux, on voit mieux.")
        hosted = await immersions.submit_debrief(session, thomas, edition, told, slot_id=slot_id)
        assert (debrief.side, hosted.side) == (Side.VISITOR, Side.HOST)
        day = await immersions.my_day(session, ines, edition.id)
        assert day is not None
        assert day.notes == []
        assert day.done.hearts == {Heart.NOTE, Heart.SEND, Heart.TELL}
        noted = (await journeys.irritants_from(session, solene, "debrief", [debrief.id]))[debrief.id]
        first, second = sorted(noted, key=lambda one: one.step_id is None)
        assert (first.step_id, second.handoff_id) == (drawn.shop, drawn.handoff)
        irritant = await journeys.get_irritant(session, first.id)
        assert irritant.org_unit_id == cast.units["intervention"]
        report = await lineage.promote_irritant(session, solene, irritant)
        again = (await journeys.irritants_by_ids(session, solene, [first.id]))[first.id]
        assert (again.target_id, report.irritant_id, again.source_id) == (report.id, again.id, debrief.id)
        # Solène sent it on; Inès, who saw it, is told what becomes of it, and can go back to her day.
        assert set(await reports.followers_of(session, report.id)) == {ines.person_id, solene.person_id}
        row = await reports.report_row(session, ines, report.number)
        chain = (await lineage.lineage_of(session, ines, [row]))[report.id]
        assert [one.kind for one in chain] == ["debrief", "irritant", "report"]
        assert chain[0].url == f"/immersions/{edition.slug}/debriefs/{debrief.id}"
        [story] = (await immersions.stories(session, Page(), edition_id=edition.id)).items
        assert (story.given_name, story.quote) == ("Inès", "On court.")
        readable = {
            name: len((await immersions.debriefs_of(session, who, edition.id, Page())).items)
            for name, who in {"ines": ines, "thomas": thomas, "solene": solene}.items()
        }
        assert readable == {"ines": 1, "thomas": 1, "solene": 2}


async def test_the_audit_ties_no_irritant_to_the_debrief_of_ines(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast, starts_in=-HOUR)
        drawn = await a_journey(session, cast)
        ines = await acting(session, cast, "ines")
        await session.execute(sa.delete(JOBS))
        felt = [FeltInput(text="Une file", place=drawn.shop), FeltInput(text="Deux", place=drawn.home)]
        await immersions.submit_debrief(session, ines, edition, DebriefInput(irritants=felt))
        noted = (await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "irritant.noted"))).all()
        promised = set((await session.execute(sa.select(JOBS.c.name))).scalars())
        midnight = company_midnight(session)
    assert len(noted) == len(felt)
    for event in noted:
        assert (event.actor_id, event.occurred_at) == (None, midnight)
        assert event.id.int >> 80 == int(midnight.timestamp() * 1000)
    # What she saw is counted all the same.
    assert "signals.count_soon" in promised


async def test_the_idea_of_ines_becomes_one_report_that_leads_back_to_her_day_for_who_may_read_it(
    cast: Cast, faces: Faces
) -> None:
    async with cast.database.writing() as session:
        edition, _ = await a_day(session, cast, starts_in=-HOUR)
        ines = await acting(session, cast, "ines")
        given = DebriefInput(ideas="Prêter un casque\nà chaque visiteur.")
        debrief = await immersions.submit_debrief(session, ines, edition, given)
        await session.commit()
        here = f"/immersions/{edition.slug}/debriefs/{debrief.id}"
    browser = await faces.browser("ines")
    sent = await browser.post(f"{here}/idea")
    number = int(sent.headers["location"].split("?")[0].rsplit("/", 1)[1])
    assert (await browser.post(f"{here}/idea")).status_code == 409
    assert f'href="/reports/{number}"' in (await browser.get(here)).text
    walk = (
        "query($n: Int!) { report(number: $n) { title debrief { report { number } } lineage { kind url } } }"
    )
    told = (await faces.graphql("solene", walk, n=number))["data"]["report"]
    assert told["title"] == "Prêter un casque à chaque visiteur."
    assert told["debrief"] == {"report": {"number": number}}
    assert told["lineage"][0] == {"kind": "debrief", "url": here}
    unread = (await faces.graphql("karim", walk, n=number))["data"]["report"]
    assert (unread["debrief"], [one["kind"] for one in unread["lineage"]]) == (None, ["report"])


async def test_what_looks_like_a_customer_is_looked_at_again_and_may_go(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast, starts_in=-HOUR)
        ines = await acting(session, cast, "ines")
        given = DebriefInput(surprised="Mme Dupont attend depuis mardi")
        with pytest.raises(errors.LooksPersonal) as refused:
            await immersions.submit_debrief(session, ines, edition, given)
        assert refused.value.field == "surprised"
        await immersions.submit_debrief(session, ines, edition, given.model_copy(update={"sure": True}))


async def test_a_debrief_says_something_of_a_day_that_has_begun(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, slot_id = await a_day(session, cast, starts_in=HOUR)
        ines, karim = await acting(session, cast, "ines"), await acting(session, cast, "karim")
        with pytest.raises(errors.NotOverYet):
            await immersions.submit_debrief(session, ines, edition, DebriefInput(ideas="Une"))
        with pytest.raises(errors.NotExpected):
            await immersions.submit_debrief(session, karim, edition, DebriefInput(ideas="Une"))
        with pytest.raises(errors.WelcomersOnly):
            await immersions.submit_debrief(session, ines, edition, DebriefInput(ideas="1"), slot_id=slot_id)
        begun, _ = await a_day(session, cast, starts_in=-HOUR, name="Commencée")
        with pytest.raises(errors.NothingTold):
            await immersions.submit_debrief(session, ines, begun, DebriefInput())
        closed, _ = await a_day(session, cast, starts_in=-HOUR, phase=Phase.CLOSED, name="Close")
        with pytest.raises(errors.PhaseForbids):
            await immersions.submit_debrief(session, ines, closed, DebriefInput(ideas="Une"))


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Monsieur Le Goff a rappelé", True),
        ("Mme Dupont attend depuis mardi", True),
        ("Le 06 12 34 56 78 sonne dans le vide", True),
        ("Contrat 004512398", True),
        ("Écrire à jean@exemple.fr", True),
        ("Mr J. Smith calls back", True),
        ("contrat FR7630006000011234567890189", True),
        ("IBAN : FR76 3000 6000 0112 3456 7890 189", True),
        ("payé depuis gb29 nwbk 6016 1331 9268 19", True),
        ("Mme. de La Tour", True),
        ("mme d’Ormesson rappellera", True),
        ("monsieur lefebvre", True),
        ("chez monsieur lefebvre, au 3e", True),
        ("le monsieur lambda attendait, la madame aussi", False),
        ("Bonjour madame\nJe vous rappelle", False),
        ("Réponse en 12 ms Paris compris", False),
        ("Monsieur tout le monde, madame la directrice", False),
        ("bonjour madame, monsieur patiente, madame rappelle demain", False),
        ("La référence AB12 et les lots FR76 et GB29 de 2026", False),
        ("Onze minutes d’attente, le 12 mars 2026, de 9 h à 10 h 30", False),
        ("Madame attend, monsieur s’impatiente", False),
        ("1 284 clients en 2026", False),
    ],
)
def test_names_and_numbers_are_seen_and_dates_are_not(text: str, personal: bool) -> None:
    assert looks_personal(text) is personal
