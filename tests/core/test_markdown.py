"""People's text as words: what an excerpt shows of it."""

import pytest

from backend.core.markdown import beginning


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
