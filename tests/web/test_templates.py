"""The template engine, the layouts and every component."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import UndefinedError

from backend.core.i18n import LOCALES, Catalogues
from backend.core.markdown import to_html
from backend.services import UI
from backend.web.assets import Htmx, static
from backend.web.nav import NavGroup, NavItem
from backend.web.templates import Templates

HOME = NavItem("/", "sun", "Aujourd’hui", current=True, count=2, narrow=True)
INES = SimpleNamespace(
    name="Inès Marchetti",
    initials="IM",
    avatar="coeur",
    email="ines.marchetti@telenova.example",
    theme="system",
    unread=1,
    listens=True,
    nav=(NavGroup(None, (HOME,)),),
)
TEMPLATES = Templates(None, Catalogues.load(UI / "locale"))


def render(name: str, locale: str = "fr", **context: Any) -> str:
    shell = {
        "viewer": INES,
        "path": "/",
        "title": "Composants",
        "back_to": "/circles",
        "theme": "dark",
    }
    now = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    return TEMPLATES.render(name, locale=locale, time_zone="Europe/Paris", now=now, **(shell | context))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_gallery_shows_every_component(locale: str) -> None:
    page = render("components/gallery.html", locale)
    assert page.count('class="btn') > 20
    shown = set(re.findall(r'from "components/(\w+).html"', (UI / "components/gallery.html").read_text()))
    used_by_layouts = {"announce", "brand", "failure", "nav", "script"}
    components = {p.stem for p in (UI / "components").glob("[a-z]*.html")} - {"gallery"}
    assert components - used_by_layouts == shown


@pytest.mark.parametrize("page", ["gallery", "404", "403", "409", "413", "429", "500", "refused"])
def test_pages_obey_the_content_security_policy(page: str) -> None:
    name = "components/gallery.html" if page == "gallery" else f"errors/{page}.html"
    html = render(name, message="Ce cercle est complet.", reference="a1b2", fresh="/circles/coeur")
    assert " style=" not in html
    assert "hx-on" not in html
    assert "js:" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)


def test_only_the_icons_of_the_page_are_inlined() -> None:
    page = render("errors/404.html")
    drawn = set(re.findall(r'href="#i-([\w-]+)"', page))
    assert drawn == set(re.findall(r'<symbol id="i-([\w-]+)"', page))
    assert "sun" in drawn
    assert "truck" not in drawn


def test_an_htmx_answer_is_the_title_and_the_content_with_icons_in_place() -> None:
    answer = render("errors/404.html", partial=True, announce="C’est <noté>")
    assert answer.startswith("<title>Il n’y a rien à cette adresse — Diapason</title>")
    assert "<html" not in answer
    assert "<use" not in answer
    assert 'hx-target="#announce" hx-swap="textContent">C’est &lt;noté&gt;<' in answer
    assert 'hx-target="#nav" hx-swap="outerHTML"' in answer


def test_a_page_after_a_redirect_shows_what_was_done() -> None:
    toasts = render("errors/404.html", announce="Vous avez rejoint le cercle")
    assert re.search(r'id="toasts".*?role="status".*?Vous avez rejoint le cercle', toasts, re.DOTALL)


def test_a_signed_out_reader_gets_the_front_door() -> None:
    page = render("errors/404.html", viewer=None)
    assert 'class="gate"' in page
    assert "On vous répond." in page
    assert 'class="nav"' not in page


def test_a_name_that_the_context_lacks_stops_the_page() -> None:
    with pytest.raises(UndefinedError):
        render("errors/403.html")


def test_an_unknown_icon_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(INES, "nav", (NavGroup(None, (replace(HOME, icon="unicorn"),)),))
    with pytest.raises(KeyError, match="unicorn"):
        render("errors/404.html")


def test_words_typed_by_people_are_escaped_in_translated_sentences() -> None:
    page = render("errors/500.html", reference="<b>x</b>")
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_every_form_carries_its_own_idempotency_key() -> None:
    keys = re.findall(r'name="idempotency_key" value="([\w-]+)"', render("components/gallery.html"))
    assert len(keys) == len(set(keys)) > 1


def test_an_address_of_a_file_changes_with_its_content() -> None:
    assert re.fullmatch(r"/static/diapason\.css\?v=[0-9a-f]{12}", static("diapason.css"))
    with pytest.raises(FileNotFoundError):
        static("absent.css")


def test_a_company_may_serve_htmx_itself() -> None:
    own = Htmx.at("https://static.telenova.example/htmx/htmx.min.js")
    assert own.addresses[1] == "https://static.telenova.example/htmx/ext/hx-sse.min.js"
    assert own.core.integrity is None
    assert Htmx.at(None).core.integrity


def test_our_own_scripts_stay_short() -> None:
    lines = [line for path in (UI / "static").glob("*.js") for line in path.read_text().splitlines()]
    assert len(lines) < 200
    assert not any(word in line for line in lines for word in ("eval(", "new Function", "innerHTML"))


def test_markdown_keeps_nothing_that_runs() -> None:
    html = to_html(
        "**Bonjour** <img src=x onerror=alert(1)> [ici](javascript:alert(1)) [là](https://a.example) : oui ?"
    )
    assert "<strong>Bonjour</strong>" in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="https://a.example"' in html
    assert "\u00a0?" in html


def licences() -> list[Path]:
    return sorted((UI / "static" / "fonts").glob("*.txt"))


def test_licences_lie_beside_the_fonts_and_icons() -> None:
    assert [path.name.split("-")[0] for path in licences()] == ["ISC", "OFL", "OFL"]
