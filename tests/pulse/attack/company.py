"""Random small companies over three waves, released by the rules: what an attacker gets to read.

Unless said otherwise answers stay the same from wave to wave: the best one can hope for who compares them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from backend.pulse.disclosure import (
    ROOT,
    Cut,
    Group,
    Tally,
    Votes,
    changed_too_little,
    disclose,
    withheld_from_members,
)

K = 5


@dataclass(frozen=True)
class Kind:
    """A kind of question: its answers and how likely each is, what they are worth, which are favourable."""

    answers: tuple[str, ...]
    odds: tuple[int, ...]
    values: tuple[int, ...] = ()
    favourable: tuple[int, ...] = ()
    is_score: bool = False


SCORE = Kind(("promoter", "passive", "detractor"), (35, 40, 25), (1, 0, -1), is_score=True)
AGREEMENT = Kind(tuple("12345"), (5, 10, 20, 40, 25), (1, 2, 3, 4, 5), (3, 4))
CHOICE = Kind(("phone", "mail", "visit"), (50, 30, 20))


@dataclass(frozen=True)
class Person:
    number: int
    answer: str
    groups: frozenset[Group]


@dataclass
class Released:
    """One wave: who answered (known to the attacker) and what is shown (to members of a group, less)."""

    answering: list[Person]
    tally: Tally
    shown: frozenset[Group]
    from_members: dict[Group, frozenset[Group]]
    kind: Kind = SCORE

    def of(self, group: Group) -> list[Person]:
        return [person for person in self.answering if group in person.groups]

    def seen_by(self, person: Person) -> frozenset[Group]:
        hidden = [self.from_members.get(group, frozenset()) for group in person.groups]
        return self.shown.difference(*hidden)


@dataclass
class Company:
    """A tree of units two deep, three sites or so, a few job families; people come, go and move."""

    random: Random
    people: int
    changing: float = 0.0
    """The share of people who answer otherwise in the next wave."""
    kind: Kind = SCORE
    parents: dict[Group, Group | None] = field(default_factory=dict)
    last: dict[Group, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        draw = self.random
        self.parents[ROOT] = None
        self.leaves = list(self._units(max(3, self.people // draw.randint(14, 24))))
        self.sites = [Group(Cut.SITE, f"s{n}") for n in range(draw.randint(2, 2 + self.people // 40))]
        self.families = [Group(Cut.FAMILY, f"f{n}") for n in range(draw.randint(2, 3))]
        self.parents |= dict.fromkeys([*self.sites, *self.families], ROOT)
        self.numbers = 0
        self.staff = [self._newcomer() for _ in range(self.people)]

    def _units(self, parts: int) -> Iterator[frozenset[Group]]:
        for number in range(parts):
            part = Group(Cut.UNIT, f"u{number}")
            self.parents[part] = ROOT
            for name in range(self.random.choice((0, 0, 2, 3))):
                team = Group(Cut.UNIT, f"u{number}.{name}")
                self.parents[team] = part
                yield frozenset({ROOT, part, team})
            if all(self.parents[group] != part for group in self.parents):
                yield frozenset({ROOT, part})
            else:
                own = Group(Cut.DIRECT, part.key)
                self.parents[own] = part
                yield frozenset({ROOT, part, own})

    def _newcomer(self) -> Person:
        self.numbers += 1
        leaf = self.random.choice(self.leaves)
        site, family = self.random.choice(self.sites), self.random.choice(self.families)
        return Person(self.numbers, self._answer(), leaf | {site, family})

    def _answer(self) -> str:
        return self.random.choices(self.kind.answers, self.kind.odds)[0]

    def live_on(self) -> None:
        """Between two waves: one in twelve leaves, comes, or moves to another team."""
        for place in self.random.sample(range(len(self.staff)), max(1, len(self.staff) // 12)):
            old, new = self.staff[place], self._newcomer()
            self.staff[place] = (
                Person(old.number, old.answer, new.groups) if self.random.random() < 0.4 else new
            )
        for place, person in enumerate(self.staff if self.changing else ()):
            if self.random.random() < self.changing:
                self.staff[place] = Person(person.number, self._answer(), person.groups)

    def wave(self, participation: float) -> Released:
        """Some of the staff answer; the wave is sealed by the rules."""
        answering = [person for person in self.staff if self.random.random() < participation]
        atoms = Counter(person.groups for person in answering)
        tally = Tally(self.parents, atoms)
        votes = {
            groups: [
                sum(one.answer == name for one in answering if one.groups == groups)
                for name in self.kind.answers
            ]
            for groups in atoms
        }
        said = Votes(votes, self.kind.values, self.kind.is_score, favourable=self.kind.favourable)
        now = {group: {one.number for one in answering if group in one.groups} for group in self.parents}
        frozen = changed_too_little(now, self.last, K)
        shown = disclose(tally, K, withheld=frozen, now=now, last=self.last, votes=said)
        self.last |= {group: now[group] for group in shown}
        return Released(answering, tally, shown, withheld_from_members(tally, shown, K), self.kind)


def three_waves(seed: int, people: int, changing: float = 0.0, kind: Kind = SCORE) -> list[Released]:
    """Three waves of the random company of this seed."""
    return list(waves(seed, people, changing, kind))


def first_wave(seed: int, people: int, kind: Kind = SCORE) -> Released:
    """The first of them."""
    return next(waves(seed, people, kind=kind))


def waves(seed: int, people: int, changing: float = 0.0, kind: Kind = SCORE) -> Iterator[Released]:
    """They, one by one."""
    random = Random(seed)
    company = Company(random, people, changing, kind)
    participation = random.choice((0.6, 0.78, 0.9))
    for _ in range(3):
        yield company.wave(participation)
        company.live_on()
