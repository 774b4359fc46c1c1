"""Reviews of a journey: what was found goes on the map, what was decided is promised."""

from datetime import timedelta
from typing import Any

import pytest

from backend import commitments, journeys, lineage
from backend.core.clock import now
from backend.core.db import Database
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.journeys import FoundInput, ReviewInput, ReviewKind, errors
from tests.cast import Cast
from tests.journeys.scene import Drawn, a_journey

TODAY = today_in("Europe/Paris")


async def told(cast: Cast, drawn: Drawn, name: str = "karim", **values: Any) -> journeys.Review:
    given: dict[str, Any] = {"kind": ReviewKind.WORKSHOP, "title": "Atelier de mai", "held_on": TODAY}
    async with cast.database.writing() as session:
        journey = await journeys.get_journey(session, drawn.id)
        review = await journeys.tell_review(
            session, await cast.actor(name), journey, ReviewInput(**given | values)
        )
        await session.commit()
    return review


async def a_drawn_journey(cast: Cast) -> Drawn:
    async with cast.database.writing() as session:
        drawn = await a_journey(session, cast)
        await session.commit()
    return drawn


async def test_what_a_workshop_found_and_decided_enters_the_chain(cast: Cast, database: Database) -> None:
    drawn = await a_drawn_journey(cast)
    promise = commitments.PromiseInput(what="Prévenir la veille.", due_on=TODAY + timedelta(days=30))
    found = [FoundInput(text="Personne ne prévient.", place=drawn.handoff)]
    review = await told(cast, drawn, irritants=found, decisions=[promise])
    async with database.reading() as session:
        karim = await cast.actor("karim")
        irritants = await journeys.irritants_from(session, karim, journeys.REVIEW, [review.id])
        [decided] = (await commitments.commitments_of(session, journeys.REVIEW, [review.id]))[review.id]
        [handoff] = (await journeys.handoffs_of(session, [drawn.id]))[drawn.id]
        listing = await journeys.reviews_of(session, drawn.id, Page(5))
        about = await lineage.about(session, karim, [decided])
    assert [one.text for one in irritants[review.id]] == ["Personne ne prévient."]
    assert handoff.irritant_count == 1
    assert (decided.what, decided.owner_id) == ("Prévenir la veille.", cast.people["karim"])
    assert [one.title for one in listing.items] == ["Atelier de mai"]
    assert about == {decided.id: f"/journeys/{drawn.id}/reviews/{review.id}"}


async def test_only_who_conducts_a_journey_tells_its_reviews_once_held(
    cast: Cast, database: Database
) -> None:
    drawn, other = await a_drawn_journey(cast), await a_drawn_journey(cast)
    with pytest.raises(errors.JourneyEditorsOnly):
        await told(cast, drawn, "ines")
    with pytest.raises(errors.ReviewToCome):
        await told(cast, drawn, held_on=(now() + timedelta(days=3)).date())
    with pytest.raises(errors.UnknownStep):
        await told(cast, drawn, irritants=[FoundInput(text="Ailleurs.", place=other.shop)])
    async with database.reading() as session:
        listing = await journeys.reviews_of(session, drawn.id, Page(5))
    assert listing.items == []
