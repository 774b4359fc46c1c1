"""Refusals of signals. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Forbidden, Invalid


class SignalPushersOnly(Forbidden):
    """Only who may push signals over every site named may push this one."""


class NoPlaceNamed(Invalid):
    """A signal is for a region or for a list of sites."""

    field = "region"


class UnknownRegion(Invalid):
    """No site is in this region."""

    field = "region"


class UnknownSites(Invalid):
    """No site has the code `codes`."""

    field = "site_codes"


class OverBeforeItStarts(Invalid):
    """A signal ends after it starts."""

    field = "ends_at"
