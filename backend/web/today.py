"""« Aujourd’hui », the first page of everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from starlette.responses import Response

from backend import circles, signals, today
from backend.core import i18n
from backend.core.listing import Page
from backend.core.today import Ask, Told
from backend.web.page import Context, Visit

Item = TypeVar("Item", Ask, Told)


@dataclass(frozen=True)
class TodayPage(Context):
    asks: Sequence[Ask]
    told: Sequence[Told]
    minutes: int
    circles: Sequence[circles.CircleRow]
    warnings: Sequence[signals.SignalRow]


async def show(visit: Visit) -> Response:
    """Two panes: what is asked of the reader, what was answered; their circles, and what concerns them."""
    asks = [_worded(ask, visit) for ask in await today.asks_for(visit.session, visit.actor)]
    told = [_worded(one, visit) for one in await today.told_to(visit.session, visit.actor)]
    mine = circles.CircleFilter(mine=True)
    own = await circles.visible_circles(visit.session, visit.actor, Page(first=5), mine)
    units = [one.org_unit_id for one in own.items if one.org_unit_id is not None]
    warnings = await signals.signals_for(visit.session, visit.actor, units)
    minutes = sum(ask.minutes or 0 for ask in asks)
    return await visit.render("today/show.html", TodayPage(asks, told, minutes, own.items, warnings))


def _worded(item: Item, visit: Visit) -> Item:
    """The item with its dates in the reader's words."""
    return replace(item, params=_params(item.params, visit.locale, ZoneInfo(visit.time_zone)))


def _params(params: Mapping[str, object], locale: str, zone: ZoneInfo) -> dict[str, object]:
    return {
        name: f"{i18n.format_day(value, locale, zone)}, {i18n.format_time(value, locale, zone)}"
        if isinstance(value, datetime)
        else value
        for name, value in params.items()
    }
