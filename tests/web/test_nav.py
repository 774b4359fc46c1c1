"""The navigation says where the reader is."""

import pytest

from backend.core.i18n import Catalogues
from backend.services import UI
from backend.web.nav import navigation
from tests.cast import Cast

CATALOGUES = Catalogues.load(UI / "locale")


@pytest.mark.parametrize(
    ("here", "current"),
    [
        ("/", ["/"]),
        ("/circles/coeur-de-boutique/members", ["/circles"]),
        ("/pulse/01a22075-c8c3-72be-98f3-70834efd7753/results", ["/pulse"]),
        ("/pulse/surveys/new", ["/pulse/surveys"]),
        ("/me", []),
    ],
)
async def test_the_nearest_part_of_the_product_is_marked(cast: Cast, here: str, current: list[str]) -> None:
    groups = navigation(await cast.actor("nadia"), CATALOGUES.translator("fr"), here)
    assert [one.href for group in groups for one in group.items if one.current] == current
