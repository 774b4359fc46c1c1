"""Reports merged with others, which are merged in their turn, and taken out again; on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend import reports
from backend.core.db import Database, Session
from backend.core.errors import ChangedMeanwhile, DomainError
from backend.reports import errors
from backend.reports.models import FOLLOWERS, REPORTS, VOTES
from tests.cast import Cast
from tests.reports.scenes import a_report, a_topic, stands

AUTHORS = ("ines", "thomas", "ines", "yann")
Refused = type[DomainError] | None
some = st.sampled_from(range(len(AUTHORS)))
who = st.sampled_from(["karim", "maud", "thomas", "ines"])
STEP = st.one_of(
    st.tuples(st.sampled_from(["vote", "vote", "withdraw", "follow", "unfollow"]), who, some),
    st.tuples(st.just("merge"), some, some),
    st.tuples(st.just("unmerge"), some),
)


@dataclass
class Model:
    """Each report's own voters and followers, and what it was merged into."""

    own: dict[str, list[set[str]]] = field(
        default_factory=lambda: {
            "votes": [set() for _ in AUTHORS],
            "followers": [{author} for author in AUTHORS],
        }
    )
    into: dict[int, int] = field(default_factory=dict)

    def beneath(self, place: int) -> set[int]:
        near = {one for one, into in self.into.items() if into == place}
        return near.union(*(self.beneath(one) for one in near))

    def shown(self, kind: str, place: int) -> set[str]:
        below = self.beneath(place)
        found = self.own[kind][place].union(*(self.own[kind][one] for one in below))
        if kind == "votes":
            found = (found | {AUTHORS[one] for one in below}) - {AUTHORS[place]}
        return found

    def vote(self, person: str, place: int) -> Refused:
        if place in self.into:
            return errors.MergedAway
        if person == AUTHORS[place]:
            return errors.OwnReport
        if person in self.shown("votes", place):
            return errors.AlreadyVoted
        self.own["votes"][place].add(person)
        return self.follow(person, place)

    def withdraw(self, person: str, place: int) -> Refused:
        if place in self.into:
            return errors.MergedAway
        if person not in self.shown("votes", place):
            return errors.NoVoice
        if person in {AUTHORS[one] for one in self.beneath(place)}:
            return errors.OwnReport
        return self._take("votes", person, place)

    def follow(self, person: str, place: int) -> Refused:
        if place in self.into:
            return errors.MergedAway
        self.own["followers"][place].add(person)
        return None

    def unfollow(self, person: str, place: int) -> Refused:
        return errors.MergedAway if place in self.into else self._take("followers", person, place)

    def _take(self, kind: str, person: str, place: int) -> Refused:
        for one in {place, *self.beneath(place)}:
            self.own[kind][one].discard(person)
        return None

    def merge(self, place: int, into: int) -> Refused:
        if place == into:
            return errors.SameReport
        if {place, into} & set(self.into):
            return errors.MergedAway
        self.into[place] = into
        return None

    def unmerge(self, place: int) -> Refused:
        return None if self.into.pop(place, None) is not None else errors.NotMerged

    def whole(self) -> list[tuple[set[str], set[str]]]:
        return [(self.shown("votes", one), self.shown("followers", one)) for one in range(len(AUTHORS))]


VOICES: dict[str, Callable[[Session, reports.Standing], Awaitable[object]]] = {
    "vote": reports.vote,
    "withdraw": reports.withdraw,
    "follow": reports.follow,
    "unfollow": lambda session, standing: reports.follow(session, standing, following=False),
}


@given(steps=st.lists(STEP, min_size=8, max_size=22))
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_each_report_shows_its_own_voices_and_those_of_what_is_merged_beneath_it(
    cast: Cast, steps: list[tuple[Any, ...]]
) -> None:
    numbers, model = await written(cast), Model()
    for name, *given_ in steps:
        expected = getattr(model, name)(*given_)
        assert await really(cast, numbers, name, *given_) is expected, (name, given_)
        assert await as_they_are(cast, numbers) == model.whole(), (name, given_)


async def test_what_left_a_chain_takes_its_own_voices_off_the_end_of_it(cast: Cast) -> None:
    a, b, c, _ = numbers = await written(cast)
    await really(cast, numbers, "vote", "karim", 0)
    await really(cast, numbers, "vote", "maud", 0)
    await really(cast, numbers, "vote", "maud", 1)
    for step in (("merge", 0, 1), ("merge", 1, 2)):
        assert await really(cast, numbers, *step) is None
    # Inès sent both the first and the last: her own has her voice. Thomas sent the second.
    assert (await as_they_are(cast, numbers))[2] == (
        {"karim", "maud", "thomas"},
        {"ines", "karim", "maud", "thomas"},
    )
    assert await really(cast, numbers, "unmerge", 0) is None
    first, second, last, _ = await as_they_are(cast, numbers)
    assert first == ({"karim", "maud"}, {"ines", "karim", "maud"})
    assert second == ({"maud"}, {"thomas", "maud"})
    assert last == ({"maud", "thomas"}, {"ines", "maud", "thomas"})
    async with cast.database.reading() as session:
        rows = [await reports.report_row(session, await cast.actor("nadia"), one) for one in (a, b, c)]
    assert [one.duplicate_of for one in rows] == [None, c, None]


async def test_what_was_merged_into_a_report_leaves_with_it(cast: Cast) -> None:
    a, b, _, _ = numbers = await written(cast)
    for step in (("merge", 0, 1), ("merge", 1, 2), ("unmerge", 1)):
        assert await really(cast, numbers, *step) is None
    async with cast.database.reading() as session:
        row = await reports.report_row(session, await cast.actor("nadia"), a)
    assert row.duplicate_of == b


async def test_a_voice_given_as_its_report_is_merged_is_refused_or_goes_with_it(
    cast: Cast, database: Database
) -> None:
    numbers = await written(cast)
    for _ in range(4):
        said, merged = await asyncio.gather(
            really(cast, numbers, "vote", "karim", 0), really(cast, numbers, "merge", 0, 1)
        )
        assert (said in {None, errors.MergedAway}, merged) == (True, None)
        shown = await as_they_are(cast, numbers)
        assert ["karim" in voters for voters, _ in shown[:2]] == [said is None] * 2
        assert await really(cast, numbers, "unmerge", 0) is None
        if said is None:
            assert await really(cast, numbers, "withdraw", "karim", 0) is None


async def test_two_who_take_reports_out_of_one_at_once_leave_it_its_own(cast: Cast) -> None:
    numbers = await written(cast)
    for person, place in (("karim", 0), ("maud", 1), ("karim", 3), ("maud", 3)):
        await really(cast, numbers, "vote", person, place)
    for place in (0, 1):
        assert await really(cast, numbers, "merge", place, 3) is None
    said = await asyncio.gather(*(really(cast, numbers, "unmerge", place) for place in (0, 1)))
    assert set(said) <= {None, ChangedMeanwhile}
    for place, refused in enumerate(said):
        if refused is not None:
            assert await really(cast, numbers, "unmerge", place) is None
    assert (await as_they_are(cast, numbers))[3] == ({"karim", "maud"}, {"karim", "maud", "yann"})


async def test_whoever_sent_what_is_merged_keeps_their_voice_there(cast: Cast) -> None:
    numbers = await written(cast)
    await really(cast, numbers, "merge", 1, 0)
    with pytest.raises(errors.OwnReport):
        async with cast.database.writing() as session:
            await reports.withdraw(session, await stands(session, cast, "thomas", numbers[0]))
    assert (await as_they_are(cast, numbers))[0][0] == {"thomas"}


async def written(cast: Cast) -> list[int]:
    """New reports, one of each author; their numbers."""
    async with cast.database.writing() as session:
        if not (await session.execute(sa.select(REPORTS.c.id).limit(1))).first():
            await a_topic(session, cast)
        numbers = [(await a_report(session, cast, by=name)).number for name in AUTHORS]
        await session.commit()
    return numbers


async def really(cast: Cast, numbers: list[int], name: str, *given: Any) -> Refused:
    """Do it, in a unit of work; the refusal met, if any."""
    nadia = await cast.actor("nadia")
    try:
        async with cast.database.writing() as session:
            if name in VOICES:
                person, place = given
                await VOICES[name](session, await stands(session, cast, person, numbers[place]))
            else:
                verb = reports.merge if name == "merge" else reports.unmerge
                found = [await reports.get_report(session, nadia, numbers[place]) for place in given]
                await verb(session, nadia, *found)
            await session.commit()
    except DomainError as refusal:
        return type(refusal)
    return None


async def as_they_are(cast: Cast, numbers: list[int]) -> list[tuple[set[str], set[str]]]:
    """Who has given each report their voice and who follows it, which its counts say too."""
    names = {id_: name for name, id_ in cast.people.items()}
    found = []
    async with cast.database.reading() as session:
        for number in numbers:
            row = await reports.report_row(session, await cast.actor("nadia"), number)
            people = []
            for table in (VOTES, FOLLOWERS):
                theirs = await session.execute(
                    sa.select(table.c.person_id).where(table.c.report_id == row.id)
                )
                people.append({names[one] for one in theirs.scalars()})
            voters, followers = people
            assert (row.vote_count, row.follower_count) == (len(voters), len(followers))
            found.append((voters, followers))
    return found
