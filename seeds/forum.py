"""The demo's forum and knowledge: questions in every state, and the articles that came of them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import forum, journeys, knowledge
from backend.core.actor import Actor
from backend.core.db import Session
from backend.forum import PastAnswer, PastThread
from backend.identity import PEOPLE
from seeds.circles import People
from seeds.days import Days
from seeds.forum_plans import QUESTIONS, Answer
from seeds.people import Seats, acting


@dataclass(frozen=True, slots=True)
class Telling:
    """Who may be in a thread, where they work, and the dice that draw those who are not named."""

    cast: Mapping[str, UUID]
    known: Sequence[UUID]
    places: Mapping[UUID, sa.Row[Any]]
    dice: random.Random

    def somebody(self, key: str) -> UUID:
        return self.cast.get(key) or self.dice.choice(self.known)

    def answer(self, plan: Answer, asker: UUID, at: datetime) -> PastAnswer:
        by = self.somebody(plan.by)
        others = [one for one in self.known if self.places[one].site_id != self.places[by].site_id]
        second = self.dice.choice(others)
        solved = plan.state in {"accepted", "confirmed", "outdated"}
        return PastAnswer(
            text=plan.text,
            at=at,
            by_id=by,
            site_id=self.places[by].site_id,
            accepted_by_id=asker if solved else None,
            confirmed=[(second, self.places[second].site_id)] if plan.state == "confirmed" else [],
            outdated=plan.note if plan.state == "outdated" else "",
            hidden=plan.note if plan.state == "hidden" else "",
            flagged=[(second, plan.note)] if plan.state == "flagged" else [],
            helped=self.dice.sample(others, plan.helped),
        )


async def bring_forum_in(session: Session, people: People, seats: Seats, days: Days) -> None:
    """Bring in every question at the time it was asked, then make articles of what two sites confirmed."""
    cast = {member.key: people[seat] for seat, member in seats.cast.items() if seat in people}
    places = {
        row.id: row
        for row in await session.execute(sa.select(PEOPLE.c.id, PEOPLE.c.site_id, PEOPLE.c.org_unit_id))
    }
    solene = await acting(session, cast["solene"])
    for plan in QUESTIONS:
        dice = random.Random(f"{days.today} {plan.title}")
        telling = Telling(cast, [people[seat] for seat in sorted(people)], places, dice)
        author = telling.somebody(plan.by)
        asked = days.ago(plan.ago + 1, 10, dice.randrange(60))
        past = PastThread(
            title=plan.title,
            text=plan.text,
            product=plan.product,
            at=asked,
            author_id=author,
            site_id=places[author].site_id,
            org_unit_id=places[author].org_unit_id,
            topic_id=await journeys.topic_for(session, places[author].org_unit_id),
            expert_id=cast.get(plan.expert),
            locked=plan.locked,
            answers=[
                telling.answer(one, author, asked + timedelta(minutes=9 + 40 * number))
                for number, one in enumerate(plan.answers)
            ],
        )
        thread, posts = await forum.bring_in(session, past)
        for post, one in zip(posts, plan.answers, strict=True):
            if one.article:
                await _keep(session, solene, thread.id, post.id)


async def _keep(session: Session, keeper: Actor, thread_id: UUID, post_id: UUID) -> None:
    """Make an article of a solution, and validate it."""
    source = await forum.standing_of(session, keeper, thread_id)
    article = await knowledge.promote_to_article(session, source, post_id)
    await knowledge.validate_article(session, await knowledge.standing_of(session, keeper, article.slug))
