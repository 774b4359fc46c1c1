"""People's text as safe HTML, and as words: what an excerpt shows of it."""

import pytest

from backend.core.markdown import beginning, to_html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Débrancher **dix secondes**, pas la box.", "Débrancher dix secondes, pas la box."),
        ("1. Attendre\n2. Rebrancher le [câble](https://example.org)", "Attendre Rebrancher le câble"),
        ("Moins de 3 < 4 & <script>alert(1)</script>", "Moins de 3 < 4 & <script>alert(1)</script>"),
        ("un deux trois quatre cinq", "un deux trois…"),
        ("", ""),
    ],
)
def test_an_excerpt_holds_the_words_and_none_of_the_marks(text: str, shown: str) -> None:
    assert beginning(text, 16 if text.startswith("un") else 280) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![La box](https://a.example/box.png)", '<a href="https://a.example/box.png" {rel}>La box</a>'),
        (
            "![](https://a.example/b.png)",
            '<a href="https://a.example/b.png" {rel}>https://a.example/b.png</a>',
        ),
        ("[![La box](/b.png)](https://a.example)", '<a href="https://a.example" {rel}>La box</a>'),
        ('![<b>"](javascript:alert)', '![&lt;b&gt;"](javascript:alert)'),
        ("[ici](//evil.example)", "<a {rel}>ici</a>"),
        ("[ici](</\\\\evil.example>)", "<a {rel}>ici</a>"),
        ("![ici](//evil.example/x.png)", "<a {rel}>ici</a>"),
        ("[ici](/reports/12)", '<a href="/reports/12" {rel}>ici</a>'),
    ],
)
def test_an_image_is_a_link_to_it_and_no_link_hides_where_it_leads(text: str, shown: str) -> None:
    rel = 'rel="nofollow noopener noreferrer"'
    assert to_html(text).strip() == f"<p>{shown.replace('{rel}', rel)}</p>"


def test_an_excerpt_tells_what_an_image_shows() -> None:
    assert beginning("![La box éteinte](https://a.example/box.png)") == "La box éteinte"
