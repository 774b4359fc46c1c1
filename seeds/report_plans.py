"""The reports of the demo as `reports.toml` tells them."""

import tomllib
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from backend.reports import Kind

TOPICS = (
    ("Boutiques et accueil", "solene", ("karim",), ("La boutique",)),
    ("Réseau et pannes", "claire", (), ()),
    ("Factures et contrats", "yann", ("elodie",), ("La première facture",)),
    ("Interventions à domicile", "thomas", (), ("Le technicien à domicile", "La livraison de la box")),
    ("Outils et postes de travail", "maud", (), ()),
    ("Conditions de travail", "nadia", (), ()),
    ("Tout le reste", "solene", ("claire",), ()),
)
"""Name, owner, who answers beside them, steps of the journey that are theirs; the last is the fallback."""


class Told(BaseModel):
    """Something that happens `day` days after receipt."""

    model_config = ConfigDict(extra="forbid")

    day: int
    text: str


class Answer(BaseModel):
    """The official response; a refusal's parts are empty, its reason says it all."""

    model_config = ConfigDict(extra="forbid")

    day: int
    doing: str
    not_doing: str
    when: str


class Comment(BaseModel):
    model_config = ConfigDict(extra="forbid")

    by: str
    text: str
    day: int = 2


class Plan(BaseModel):
    """A report sent `ago` days ago by one of the cast, or by somebody drawn when there is no `author`.

    `review`, `work` and `kept` are days after receipt. `irritant` begins the text of the one seen on the
    journey that it was promoted from, `idea` that of the debrief's idea; `like` is the title of the report
    it was merged with.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    topic: str
    ago: int
    votes: int
    title: str
    body: str = ""
    author: str = ""
    pseudonym: str = ""
    tags: list[str] = []
    review: int | None = None
    asked: Told | None = None
    replied: Told | None = None
    answer: Answer | None = None
    accepted: bool = False
    declined: str = ""
    work: int | None = None
    done: Told | None = None
    kept: int | None = None
    promise: Told | None = None
    comments: list[Comment] = []
    step: str = ""
    irritant: str = ""
    idea: str = ""
    like: str = ""


class Unsigned(BaseModel):
    """A report sent by the door that knows nobody."""

    kind: Kind
    topic: str
    title: str
    body: str


class Plans(BaseModel):
    report: list[Plan]
    unsigned: list[Unsigned]


def plans() -> Plans:
    """Every report of the demo."""
    return Plans.model_validate(tomllib.loads((files("seeds") / "reports.toml").read_text("utf-8")))
