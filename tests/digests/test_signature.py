"""What stands in the way of a signature, rule by rule; who signs; what a change takes away."""

from dataclasses import replace
from typing import Any

import pytest

from backend import digests, reports
from backend.core.candidates import Figure, Section
from backend.core.clock import now
from backend.core.db import Database
from backend.core.ids import new_id
from backend.digests import Content, DelegateInput, Part, State, TextsInput, Told, errors, rules
from backend.digests.links import dead_links
from backend.digests.rules import Facts, blockers, cell_of
from tests.cast import Cast
from tests.digests.mailer import MAILER
from tests.digests.scenes import BOTH, a_delivered_report, a_draft, a_review, a_signed_issue
from tests.reports.scenes import stands

BOTH_WORDS = {"fr": "Une file", "en": "One queue"}
FIGURE = Figure(new_id(), "recommend_employer", "all", "", "score", 12, 8, 16)


def told(section: Section = Section.CIRCLES, **changes: Any) -> Told:
    given: dict[str, Any] = {
        "id": new_id(),
        "section": section,
        "place": 1,
        "source_kind": "report",
        "source_id": new_id(),
        "title": BOTH_WORDS,
        "summary": BOTH_WORDS,
        "offered": (BOTH_WORDS, BOTH_WORDS),
        "quote": None,
        "by": "",
        "consent": False,
        "url": "/reports/1",
        "happened_on": now().date(),
        "lineage": (),
        "figures": (),
    }
    return Told(**{**given, **changes})


def codes(item: Told, **changes: Any) -> list[str]:
    """What stands in the way of an issue of this one item, everything else being right."""
    content = Content(BOTH_WORDS, BOTH_WORDS, (Part(item.section, (item,)),))
    facts = Facts(content=content, promises={}, released={}, dead=frozenset())
    return [one.code for one in blockers(replace(facts, **changes))]


def test_nothing_stands_in_the_way_of_an_item_told_in_both_languages() -> None:
    assert codes(told()) == []


def test_an_issue_that_tells_nothing_cannot_be_signed() -> None:
    content = Content(BOTH_WORDS, BOTH_WORDS, ())
    found = blockers(Facts(content=content, promises={}, released={}, dead=frozenset()))
    assert [one.code for one in found] == ["nothing_to_tell"]


def test_headline_and_word_are_wanted_in_both_languages() -> None:
    content = Content({"fr": "Un mois"}, {}, (Part(Section.CIRCLES, (told(),)),))
    found = blockers(Facts(content=content, promises={}, released={}, dead=frozenset()))
    named = [(one.code, one.params["locale"]) for one in found]
    assert named == [("headline_missing", "en"), ("word_missing", "fr"), ("word_missing", "en")]


def test_an_item_without_english_is_named() -> None:
    assert codes(told(summary={"fr": "Une file"})) == ["translation_missing"]


def test_a_we_did_without_a_closed_commitment_is_named() -> None:
    assert codes(told(Section.DELIVERED)) == ["promise_open"]


def test_a_figure_that_no_release_holds_is_named() -> None:
    assert codes(told(Section.PULSE, figures=(FIGURE,))) == ["figure_unreleased"]


def test_a_figure_with_another_value_than_its_release_is_named() -> None:
    item = told(Section.PULSE, figures=(FIGURE,))
    right = {cell_of(FIGURE): {"score": 12, "low": 8, "high": 16}}
    wrong = {cell_of(FIGURE): {"score": 13, "low": 8, "high": 16}}
    assert codes(item, released=right) == []
    assert codes(item, released=wrong) == ["figure_unreleased"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Le score est de +12", []), ("Le score passe à 14", ["figure_typed"]), ("Trois points de plus", [])],
)
def test_a_number_typed_about_the_pulse_is_one_of_its_figures(words: str, expected: list[str]) -> None:
    item = told(Section.PULSE, figures=(FIGURE,), summary={"fr": words, "en": "The score"})
    released = {cell_of(FIGURE): {"score": 12, "low": 8, "high": 16}}
    assert codes(item, released=released) == expected


def test_a_quote_without_consent_is_named() -> None:
    assert codes(told(quote=BOTH_WORDS)) == ["quote_unconsented"]
    assert codes(told(quote=BOTH_WORDS, consent=True)) == []


def test_a_dead_link_is_named() -> None:
    assert codes(told(), dead=frozenset({"/reports/1"})) == ["link_dead"]


def test_a_letter_that_mail_programs_would_cut_is_named_in_its_language() -> None:
    assert codes(told(), weights={"fr": 100_000, "en": 99_000}) == []
    item, weights = told(), {"fr": 120_400, "en": 99_000}
    content = Content(BOTH_WORDS, BOTH_WORDS, (Part(item.section, (item,)),))
    facts = Facts(content=content, promises={}, released={}, dead=frozenset(), weights=weights)
    [found] = blockers(facts)
    assert (found.code, found.params) == ("letter_heavy", {"locale": "fr", "size": 121, "most": 100})


async def test_the_weight_is_that_of_the_letter_as_it_would_leave(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database.info, "mailer", MAILER)
    monkeypatch.setattr(rules, "HEAVIEST", 5_000)
    async with database.writing() as session:
        issue = await a_review(session, cast)
        found = await digests.blockers_of(session, issue)
    assert [(one.code, one.params["locale"]) for one in found] == [
        ("letter_heavy", "fr"),
        ("letter_heavy", "en"),
    ]


async def test_links_are_followed_as_any_colleague_would(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        report = await a_delivered_report(session, cast)
        alive = f"/reports/{report.number}#delivery"
        links = {alive, "/reports/4242", "/circles/nowhere", "/admin", "//evil.example/", "/reports?q=a"}
        dead = await dead_links(session, None, links)
    assert dead == links - {alive, "/reports?q=a"}


async def test_helene_is_stopped_by_a_we_did_without_a_promise_until_nadia_takes_it_out(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        issue = await a_review(session, cast, promised=False)
        kept = await a_delivered_report(session, cast)
        helene, nadia = await cast.actor("helene"), await cast.actor("nadia")
        with pytest.raises(errors.SignatureBlocked):
            await digests.sign(session, helene, issue)
        assert [one.code for one in await digests.blockers_of(session, issue)] == ["promise_open"]
        [bare] = await digests.items_of(session, issue.id)
        drop = digests.ItemInput(move=digests.Move.DROP)
        issue = await digests.edit_item(session, nadia, issue, bare.id, drop)
        assert await digests.gather(session, nadia, issue) == 1
        await session.refresh(issue)
        new = next(i for i in await digests.items_of(session, issue.id) if i.source_id == kept.id)
        choose = digests.ItemInput(move="choose", title_en="Two queues", summary_en="One queue")
        issue = await digests.edit_item(session, nadia, issue, new.id, choose)
        signed = await digests.sign(session, helene, issue)
    assert signed.status is State.SIGNED


@pytest.mark.parametrize("change", ["headline", "word", "item"])
async def test_any_change_after_the_signature_removes_it(cast: Cast, database: Database, change: str) -> None:
    async with database.writing() as session:
        issue = await a_signed_issue(session, cast)
        nadia, helene = await cast.actor("nadia"), await cast.actor("helene")
        if change == "headline":
            issue = await digests.write_headline(session, nadia, issue, BOTH)
        elif change == "word":
            issue = await digests.write_word(session, helene, issue, TextsInput(fr="Merci"))
        else:
            [item] = await digests.items_of(session, issue.id)
            up = digests.ItemInput(move=digests.Move.UP)
            issue = await digests.edit_item(session, nadia, issue, item.id, up)
        assert (issue.status, issue.signed_by_id, issue.signed_at) == (State.DRAFT, None, None)


async def test_a_delegate_signs_by_name_and_it_shows(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        issue = await a_review(session, cast)
        helene, solene = await cast.actor("helene"), await cast.actor("solene")
        with pytest.raises(errors.SponsorsOnly):
            await digests.sign(session, solene, issue)
        with pytest.raises(errors.NoSuchColleague):
            await digests.name_delegate(session, helene, issue, DelegateInput(email="who@telenova.example"))
        named = DelegateInput(email="solene.arrighi@telenova.example")
        issue = await digests.name_delegate(session, helene, issue, named)
        issue = await digests.sign(session, solene, issue)
        row = await digests.issue_row(session, helene, issue.id)
    assert (row.signed_by, row.signed_for) == ("Solène Arrighi", "Hélène Vasseur")


async def test_what_stopped_holding_after_the_signature_goes_back_to_its_editor(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        issue = await a_signed_issue(session, cast)
        issue = await digests.schedule(session, await cast.actor("maud"), issue, digests.ScheduleInput())
        [item] = await digests.items_of(session, issue.id)
        number = int(item.url.rsplit("/", 1)[1])
        ines = await stands(session, cast, "ines", number)
        await reports.contest(session, ines, reports.TextInput(text="Il y a encore deux files"))
        assert issue.scheduled_at is not None
        assert not await digests.start(session, issue.id, issue.scheduled_at)
        row = await digests.issue_row(session, await cast.actor("nadia"), issue.id)
    assert (row.status, row.signed_by) == (State.DRAFT, None)


async def test_versions_are_kept_as_they_were(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        issue = await a_draft(session, cast)
        nadia = await cast.actor("nadia")
        await digests.write_headline(session, nadia, issue, TextsInput(fr="Un"))
        issue = await digests.get_issue(session, nadia, issue.number)
        await digests.write_headline(session, nadia, issue, TextsInput(fr="Deux"))
        rows = await digests.version_rows(session, issue.id)
        texts = [(await digests.version_content(session, issue.id, n)).headline for n in (1, 2, 3)]
    assert [(row.revision, row.by) for row in rows] == [
        (3, "Nadia Kessler"),
        (2, "Nadia Kessler"),
        (1, None),
    ]
    assert texts == [{}, {"fr": "Un"}, {"fr": "Deux"}]
