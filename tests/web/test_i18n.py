"""The words: both languages complete, French typeset, dates as people write them."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from backend.core import i18n
from backend.core.i18n.extraction import missing, update
from backend.services import UI

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


def test_every_word_is_there_in_both_languages() -> None:
    assert missing(UI.parent) == []


@pytest.mark.parametrize(
    ("typed", "typeset"),
    [
        ("Où sommes-nous présents ?", "Où sommes-nous présents\u00a0?"),
        ("« oui » : 92 %", "«\u00a0oui\u00a0»\u00a0: 92\u00a0%"),
        ("1 284 remontées à 13 h 30", "1\u00a0284 remontées à 13\u00a0h\u00a030"),
        ("Le La n° 14 · 3 min", "Le La n°\u00a014\u00a0· 3\u00a0min"),
        ("%(count)s %% en %(n)d min, %(name)s", "%(count)s\u00a0%% en %(n)d\u00a0min, %(name)s"),
        ('<a title="a ; b">1 284</a>', '<a title="a ; b">1\u00a0284</a>'),
        ("Voir https://telenova.example/?q=1 ; merci", "Voir https://telenova.example/?q=1\u00a0; merci"),
        ("1\u202f284", "1\u00a0284"),
    ],
)
def test_french_gets_its_non_breaking_spaces(typed: str, typeset: str) -> None:
    assert i18n.nb(typed) == typeset
    assert i18n.nb(typeset) == typeset


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("fr-CA;q=0.4, en;q=0.8", "en"),
        ("de, fr;q=0.1", "fr"),
        ("de", "fr"),
        (None, "fr"),
    ],
)
def test_the_browser_says_which_language_is_preferred(header: str | None, locale: str) -> None:
    assert i18n.negotiate(header, "fr") == locale


def test_a_gathering_is_dated_as_people_write_it() -> None:
    moment = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
    assert i18n.format_day(moment, "fr", PARIS, now=NOW) == "jeudi 26 novembre"
    assert i18n.format_time(moment, "fr", PARIS) == "13\u00a0h\u00a030"
    assert i18n.format_datetime(moment, "fr", PARIS) == "26 novembre 2026 à 13\u00a0h\u00a030"
    assert i18n.format_day(moment, "en", PARIS, now=NOW) == "Thursday 26 November"
    assert i18n.format_time(moment, "en", PARIS) == "1:30\u00a0pm"


def test_midnight_belongs_to_the_day_of_the_reader() -> None:
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert i18n.format_date(late, "fr", PARIS) == "1er décembre 2026"
    assert i18n.format_date(late, "en", ZoneInfo("UTC")) == "30 November 2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "aujourd’hui"),
        (date(2026, 11, 23), "hier"),
        (date(2026, 11, 25), "demain"),
        (date(2026, 11, 20), "vendredi"),
        (date(2026, 11, 4), "le 4 novembre"),
        (date(2025, 11, 4), "le 4 novembre 2025"),
    ],
)
def test_near_days_are_told_by_their_name(day: date, words: str) -> None:
    assert i18n.relative_day(day, "fr", PARIS, now=NOW) == words


def test_figures_are_grouped_as_each_language_does() -> None:
    assert i18n.format_number(1284, "fr") == "1\u00a0284"
    assert i18n.format_number(1284, "en") == "1,284"


def product(root: Path, template: str) -> Path:
    """Lay out the smallest product that says something: one slice, one template."""
    for folder in ("backend/circles", "schema", "ui_templates/circles", "ui_templates/layouts"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "ui_templates/circles/page.html").write_text(template)
    return root


def test_new_words_join_the_catalogue_of_their_slice(tmp_path: Path) -> None:
    root = product(tmp_path, '{{ _("Join the circle") }} {{ _("error.circle_full") }}')
    (root / "ui_templates/layouts/app.html").write_text(
        '{{ ngettext("%(num)d place", "%(num)d places", 2) }}'
    )
    update(root)
    locale = root / "ui_templates" / "locale"
    assert "Join the circle" in (locale / "fr" / "circles.po").read_text()
    assert "Join the circle" not in (locale / "en" / "circles.po").read_text()
    assert "error.circle_full" in (locale / "en" / "circles.po").read_text()
    assert "%(num)d places" in (locale / "fr" / "web.po").read_text()
    assert missing(root) == [
        "no French: %(num)d place",
        "no French: Join the circle",
        "no wording in en: error.circle_full",
        "no wording in fr: error.circle_full",
    ]


def test_new_words_join_the_catalogue_of_their_neighbours(tmp_path: Path) -> None:
    root = product(tmp_path, '{{ _("Join") }} {{ _("Leave") }} {{ _("said.left") }}')
    update(root)
    for locale in ("fr", "en"):
        catalogue = root / "ui_templates" / "locale" / locale / "circles.po"
        catalogue.rename(catalogue.with_stem("membership"))
    product(root, '{{ _("Come in") }} {{ _("Leave") }} {{ _("said.left") }} {{ _("said.joined") }}')
    update(root)
    locale = root / "ui_templates" / "locale"
    assert sorted(path.relative_to(locale).as_posix() for path in locale.rglob("*.po")) == [
        "en/membership.po",
        "fr/membership.po",
    ]
    assert "Come in" in (locale / "fr" / "membership.po").read_text()
    assert "said.joined" in (locale / "en" / "membership.po").read_text()


def test_a_catalogue_that_no_word_joins_or_leaves_stays_as_it_is_written(tmp_path: Path) -> None:
    root = product(tmp_path, '{{ _("Join") }} {{ _("Leave") }}')
    update(root)
    catalogue = root / "ui_templates" / "locale" / "fr" / "circles.po"
    head, first, second = catalogue.read_text().strip().split("\n\n")
    catalogue.write_text(f"{head}\n\n{second}\n\n{first}\n")
    written = catalogue.read_text()
    update(root)
    assert catalogue.read_text() == written
    product(root, "")
    update(root)
    assert not catalogue.exists()


def test_words_that_nobody_says_any_more_are_stale_until_the_next_update(tmp_path: Path) -> None:
    root = product(tmp_path, '{{ _("Join") }}')
    update(root)
    catalogue = root / "ui_templates" / "locale" / "fr" / "circles.po"
    catalogue.write_text(
        catalogue.read_text().replace('msgid "Join"\nmsgstr ""', 'msgid "Join"\nmsgstr "Rejoindre"')
    )
    assert missing(root) == []
    product(root, '{{ _("Leave") }}')
    assert missing(root) == ["no French: Leave", "stale in fr: Join"]
    update(root)
    assert missing(root) == ["no French: Leave"]


def test_a_word_that_two_files_hold_is_told_until_the_next_update_keeps_the_first(tmp_path: Path) -> None:
    root = product(tmp_path, '{{ _("Join") }} {{ _("Leave") }}')
    update(root)
    french = root / "ui_templates" / "locale" / "fr"
    worded = (french / "circles.po").read_text()
    for word, wording in (("Join", "Rejoindre"), ("Leave", "Quitter")):
        worded = worded.replace(f'msgid "{word}"\nmsgstr ""', f'msgid "{word}"\nmsgstr "{wording}"')
    (french / "circles.po").write_text(worded)
    (french / "wishes.po").write_text('msgid "Join"\nmsgstr "Entrer"\n')
    assert missing(root) == ["twice in fr, circles and wishes: Join"]
    update(root)
    assert (missing(root), (french / "circles.po").read_text()) == ([], worded)
    assert not (french / "wishes.po").exists()


def test_french_wordings_are_typeset_when_they_are_read(tmp_path: Path) -> None:
    for locale, wording in (("fr", "Complet : %(seats)d places !"), ("en", "Full : %(seats)d seats !")):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "circles.po").write_text(f'msgid "error.full"\nmsgstr "{wording}"\n')
    catalogues = i18n.Catalogues.load(tmp_path)
    french, english = catalogues.translator("fr"), catalogues.translator("en")
    assert french.gettext("error.full", seats=12) == "Complet\u00a0: 12 places\u00a0!"
    assert english.gettext("error.full", seats=12) == "Full : 12 seats !"
    assert english.gettext("Join the circle") == "Join the circle"
