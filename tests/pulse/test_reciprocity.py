"""Customers' scores: brought in once, shown beside colleagues' under the same rules, never chained."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.actor import SYSTEM
from backend.core.db import Database, Session
from backend.core.errors import NotFound
from backend.core.local_time import today_in
from backend.journeys import JOURNEYS, STEPS
from backend.pulse.customer_series import SCORE
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import RELEASE_CELLS, WAVE_AUDIENCES
from backend.pulse.shown_units import Opinion, told_by_unit
from tests.cast import Cast
from tests.pulse.scene import a_sealed_wave, an_open_wave, answered_by, sealed, various

HEAD = "reference,given_on,unit,site_code,step,score,channel,reason,solved,verbatim\n"
VARIED = (10, 9, 8, 7, 3, 6)


def in_file(folder: Path, *lines: str) -> Path:
    file = folder / "scores.csv"
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def last_month() -> date:
    """A day of the month that is over."""
    return today_in("Europe/Paris").replace(day=1) - timedelta(days=10)


def scores(unit: UUID, number: int, *, on: date | None = None, after: int = 0) -> list[dict[str, object]]:
    """So many scores of a day, last month's for none, numbered from `after`."""
    return [
        {
            "reference": f"{unit}-{on or ''}-{n}",
            "given_on": on or last_month(),
            "score": VARIED[n % 6],
            "org_unit_id": unit,
            "reason": "Attente" if n % 2 else "Facture",
            "is_solved": n % 3 > 0,
        }
        for n in range(after, after + number)
    ]


async def heard(session: Session, cast: Cast, **units: int) -> None:
    for name, number in units.items():
        report = await pulse.add_customer_scores(session, SYSTEM, scores(cast.units[name], number))
        assert report.created == number


async def test_a_file_is_brought_in_once_and_bad_rows_are_told_by_line(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    file = in_file(
        tmp_path,
        "a1,2026-03-02,Boutique Sainte-Catherine,,,9,phone,Facture,yes,Parfait",
        "a2,2026-03-02,Télénova/Nulle part,,,9,phone,,,",
        "a3,2026-03-02,,BDX,,1,shop,,no,",
        "a4,2026-03-02,,,,5,shop,,,",
        "a5,2026-03-02,Bretagne,,,11,shop,,,",
        "a6,hier,Bretagne,,,8,shop,,peut-être,",
        "a1,2026-03-02,Bretagne,,,8,shop,,,",
        "a7,2999-03-02,Bretagne,,,8,shop,,,",
        "a8,2026-03-02,Bretagne,,Nulle étape,8,shop,,,",
    )
    async with database.writing() as session:
        report = await pulse.import_customer_scores(session, SYSTEM, file)
        again = await pulse.import_customer_scores(session, SYSTEM, file)
    assert (report.created, report.unchanged) == (2, 1)
    assert [bad.line for bad in report.bad] == [3, 5, 6, 7, 9, 10]
    assert (again.created, again.unchanged) == (0, 3)


async def test_what_no_unit_site_or_step_is_refuses_its_row_alone(cast: Cast, database: Database) -> None:
    [good] = scores(cast.units["boutique"], 1)
    lost = [{**good, "reference": field, field: uuid4()} for field in ("org_unit_id", "site_id", "step_id")]
    async with database.writing() as session:
        report = await pulse.add_customer_scores(session, SYSTEM, [*lost, good])
    assert report.created == 1
    assert [(bad.line, bad.field, bad.reason) for bad in report.bad] == [
        (1, "org_unit_id", "it does not exist"),
        (2, "site_id", "it does not exist"),
        (3, "step_id", "it does not exist"),
    ]


async def test_a_step_that_several_journeys_have_is_told_with_its_journey(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    line = "2026-03-02,Bretagne,,{},9,phone,,,"
    file = in_file(tmp_path, "a1," + line.format("Payer"), "a2," + line.format("Résilier/Payer"))
    async with database.writing() as session:
        for name in ("Acheter", "Résilier"):
            journey = uuid4()
            await session.execute(sa.insert(JOURNEYS).values(id=journey, name=name))
            await session.execute(sa.insert(STEPS).values(journey_id=journey, name="Payer", position=1))
        report = await pulse.import_customer_scores(session, SYSTEM, file)
    assert report.created == 1
    assert [(bad.line, bad.field, bad.reason) for bad in report.bad] == [
        (2, "step", "several are called “Payer”")
    ]


async def test_solene_brings_in_the_scores_of_her_region_alone(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        solene = await cast.actor("solene")
        mine = await pulse.add_customer_scores(session, solene, scores(cast.units["boutique"], 3))
        others = await pulse.add_customer_scores(session, solene, scores(cast.units["bretagne"], 3))
        with pytest.raises(pulse.errors.CustomersApart):
            await pulse.add_customer_scores(session, await cast.actor("karim"), [])
    assert (mine.created, others.created, len(others.bad)) == (3, 0, 3)


async def test_karim_compares_his_unit_and_a_stranger_finds_nothing(cast: Cast, database: Database) -> None:
    await a_sealed_wave(cast, boutique=24, bretagne=24)
    async with database.writing() as session:
        await heard(session, cast, boutique=30, bretagne=30)
        karim = await cast.actor("karim")
        unit = cast.units["boutique"]
        assert await pulse.own_unit(session, karim) == unit
        both = await pulse.reciprocity(session, karim, unit)
        for name in ("ines", "yann", "maud"):
            with pytest.raises(NotFound):
                await pulse.reciprocity(session, await cast.actor(name), unit)
        assert await pulse.own_unit(session, await cast.actor("nadia")) is None
        whole = await pulse.reciprocity(session, await cast.actor("nadia"), None)
    [customers], [colleagues] = both.customers, both.colleagues
    assert (customers.count.exact, customers.score) == (30, 0)
    assert customers.low < customers.score < customers.high
    assert colleagues.count.exact == 24
    assert [(one.name, one.count.min) for one in both.reasons] == [("Attente", 10), ("Facture", 10)]
    assert both.solved == (65, None)
    assert whole.customers[0].count.exact == 60
    assert whole.path == []


async def test_reasons_told_by_the_same_range_come_by_their_names(cast: Cast, database: Database) -> None:
    """Fifteen bought and ten asked about a bill: both are told as 10–19."""
    named = ["Facture"] * 10 + ["Vente"] * 15 + ["Panne"] * 20
    unit = cast.units["boutique"]
    async with database.writing() as session:
        given = [
            {**one, "reason": reason} for one, reason in zip(scores(unit, len(named)), named, strict=True)
        ]
        await pulse.add_customer_scores(session, SYSTEM, given)
        both = await pulse.reciprocity(session, await cast.actor("nadia"), unit)
    assert [one.name for one in both.reasons] == ["Panne", "Facture", "Vente"]


@pytest.mark.parametrize(("audience", "sample_size"), [("bretagne", None), ("bretagne", 20), (None, 20)])
async def test_what_a_part_was_asked_is_no_score_of_the_whole_and_a_sample_of_the_whole_is(
    cast: Cast, database: Database, audience: str | None, sample_size: int | None
) -> None:
    await a_sealed_wave(cast, boutique=12, bretagne=24)
    parts = [{"kind": "unit", "target_id": cast.units[audience]}] if audience else []
    later = await an_open_wave(cast, audience=parts, sample_size=sample_size)
    async with database.reading() as session:
        there = WAVE_AUDIENCES.c
        asked = await session.execute(sa.select(there.person_id).where(there.wave_id == later))
        people = list(asked.scalars())
    for place, person in enumerate(people):
        await answered_by(cast, person, later, answers=various(place))
    await sealed(cast, later)
    async with database.reading() as session:
        whole = await pulse.reciprocity(session, await cast.actor("nadia"), None)
        counts = [point.count.exact for point in whole.colleagues]
    assert counts == ([36] if audience else [len(people)])


async def test_what_was_asked_in_another_kind_is_no_point_of_the_curve(
    cast: Cast, database: Database
) -> None:
    await a_sealed_wave(cast, boutique=24, bretagne=24)
    async with database.writing() as session:
        cells = RELEASE_CELLS.c
        score = sa.update(RELEASE_CELLS).where(cells.question == "recommend_employer")
        await session.execute(score.values(figures={"shares": [], "favourable": 60}))
        both = await pulse.reciprocity(session, await cast.actor("nadia"), None)
    assert both.colleagues == []


async def test_the_few_of_a_small_unit_are_told_with_the_unit_around_it_alone(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        few = [*scores(cast.units["aquitaine"], 4), *scores(cast.units["intervention"], 3)]
        await pulse.add_customer_scores(session, SYSTEM, few)
        await heard(session, cast, boutique=30, bretagne=30)
        nadia = await cast.actor("nadia")
        series = {
            name: (await pulse.reciprocity(session, nadia, cast.units[name])).customers
            for name in ("aquitaine", "boutique", "intervention", "bretagne")
        }
    counts = {name: points[0].count.exact for name, points in series.items() if points}
    assert counts == {"aquitaine": 37, "boutique": 30, "bretagne": 30}


async def test_no_reason_is_told_that_a_unit_minus_those_inside_it_gives_away(
    cast: Cast, database: Database
) -> None:
    """30 customers of the shop, and 7 of the region beside it, of whom 3 waited and 4 had a question."""
    async with database.writing() as session:
        await heard(session, cast, boutique=30, aquitaine=7, bretagne=30)
        nadia = await cast.actor("nadia")
        told = {
            name: await pulse.reciprocity(session, nadia, cast.units[name])
            for name in ("aquitaine", "boutique", "intervention", "bretagne")
        }
    named = {name: [one.name for one in both.reasons] for name, both in told.items()}
    assert named == {
        "aquitaine": ["Attente", "Facture"],
        "boutique": [],
        "intervention": [],
        "bretagne": ["Attente", "Facture"],
    }
    assert [name for name, both in told.items() if both.solved is None] == ["intervention"]


def test_sums_inside_the_tree_give_no_small_unit_away() -> None:
    region, shop, other = uuid4(), uuid4(), uuid4()
    above = {region: None, shop: region, other: None}
    counted = {region: (1, 1, 1), shop: (6, 4, 5), other: (9, 8, 9), None: (2, 2, 3)}
    told = told_by_unit(counted, above, SCORE)
    assert told[ROOT] == [18, 15, 18]
    assert told[Group(Cut.UNIT, str(region))] == [7, 5, 6]
    assert Group(Cut.UNIT, str(shop)) not in told


def test_a_unit_of_one_mind_is_told_no_share_and_how_many_named_something() -> None:
    shop, other = uuid4(), uuid4()
    above = {shop: None, other: None}
    for opinion in (SCORE, Opinion()):
        assert Group(Cut.UNIT, str(shop)) not in told_by_unit(
            {shop: (9, 0, 0), other: (20, 20, 20)}, above, opinion
        )
    assert told_by_unit({shop: (9,), other: (20,)}, above)[Group(Cut.UNIT, str(shop))] == [9]
