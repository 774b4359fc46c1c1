"""The named people of the demo, the same whatever the company's size, and what to try as each."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.identity import Role
from seeds.names import DOMAIN


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: seat `seat` (0: its head) of the unit known as `unit`, see `organisation.Company`.

    `roles` maps a role to the landmark it is granted on; None means everywhere.
    """

    key: str
    external_id: str
    given_name: str
    family_name: str
    email: str
    unit: str
    seat: int
    roles: Mapping[Role, str | None]
    title: dict[str, str]
    summary: dict[str, str]


def _member(
    number: int,
    name: tuple[str, str],
    local: str,
    where: tuple[str, int],
    title: tuple[str, str],
    summary: tuple[str, str],
    roles: Mapping[Role, str | None] | None = None,
) -> Member:
    return Member(
        key=local.split(".")[0],
        external_id=f"T{900_000 + number}",
        given_name=name[0],
        family_name=name[1],
        email=f"{local}@{DOMAIN}",
        unit=where[0],
        seat=where[1],
        roles=roles or {},
        title=dict(zip(("fr", "en"), title, strict=True)),
        summary=dict(zip(("fr", "en"), summary, strict=True)),
    )


CAST = (
    _member(
        1,
        ("Inès", "Marchetti"),
        "ines.marchetti",
        ("Nouvelle-Aquitaine first shop", 1),
        ("Conseillère, Boutique Sainte-Catherine", "Shop adviser, Boutique Sainte-Catherine"),
        (
            "Acceptez une invitation, rejoignez un cercle, attendez votre tour dans un cercle complet.",
            "Accept an invitation, join a circle, wait your turn in a full one.",
        ),
    ),
    _member(
        2,
        ("Karim", "Benhaddou"),
        "karim.benhaddou",
        ("Nouvelle-Aquitaine first shop", 0),
        ("Responsable de boutique, anime deux cercles", "Shop manager, leads two circles"),
        (
            "Invitez quelqu’un, nommez un second responsable, prévoyez une rencontre, publiez un message.",
            "Invite somebody, appoint a co-lead, plan a gathering, publish a message.",
        ),
    ),
    _member(
        3,
        ("Solène", "Arrighi"),
        "solene.arrighi",
        ("Nouvelle-Aquitaine experience", 0),
        ("Directrice expérience client", "Customer experience director"),
        (
            "Regardez où les ambassadeurs manquent, créez un cercle, suivez une cascade.",
            "See where ambassadors are missing, create a circle, follow a cascade.",
        ),
        {Role.CX_LEADER: "Nouvelle-Aquitaine"},
    ),
    _member(
        4,
        ("Thomas", "Le Goff"),
        "thomas.le-goff",
        ("Nouvelle-Aquitaine first intervention", 2),
        ("Technicien d’intervention dans les Landes, hôte", "Field technician in the Landes, host"),
        (
            "Répondez aux demandes d’entrée dans votre cercle et notez qui est venu.",
            "Answer those who ask to join your circle, and note who came.",
        ),
    ),
    _member(
        5,
        ("Nadia", "Kessler"),
        "nadia.kessler",
        ("siege people", 0),
        ("Directrice des ressources humaines", "Human resources director"),
        (
            "Ouvrez un cercle encore en brouillon, modifiez ceux de toute l’entreprise.",
            "Open a circle that is still a draft, edit circles across the company.",
        ),
        {Role.HR_LEADER: None},
    ),
    _member(
        6,
        ("Hélène", "Vasseur"),
        "helene.vasseur",
        ("company", 0),
        ("Directrice générale, sponsor", "Chief executive, sponsor"),
        (
            "Voyez jusqu’où votre message est descendu ; relisez Le La, écrivez votre mot, signez.",
            "See how far your message has travelled; read Le La, write your word, sign.",
        ),
        {Role.SPONSOR: None},
    ),
    _member(
        7,
        ("Maud", "Terrier"),
        "maud.terrier",
        ("siege systems", 3),
        ("Administratrice de Diapason", "Diapason administrator"),
        (
            "Donnez un rôle, créez un jeton, relisez le journal de ce qui s’est passé.",
            "Grant a role, create a token, read back what happened.",
        ),
        {Role.ADMINISTRATOR: None},
    ),
    _member(
        8,
        ("Aïcha", "Diallo"),
        "aicha.diallo",
        ("siege communication", 2),
        ("Rédactrice en chef de la lettre mensuelle", "Editor of the monthly digest"),
        (
            "Composez Le La : choisissez, ordonnez, réécrivez, demandez la relecture.",
            "Compose Le La: choose, order, rewrite, ask for the review.",
        ),
        {Role.EDITOR: None},
    ),
    _member(
        9,
        ("Julien", "Mercadier"),
        "julien.mercadier",
        ("siege communication", 0),
        ("Directeur de la communication", "Communication director"),
        (
            "Envoyez Le La une fois signé, mettez l’envoi en pause, reprenez-le.",
            "Send Le La once it is signed, pause the sending, resume it.",
        ),
        {Role.PUBLISHER: None},
    ),
    _member(
        10,
        ("Claire", "Lormeau"),
        "claire.lormeau",
        ("siege network", 1),
        ("Experte qualité du réseau", "Network quality expert"),
        (
            "Comprenez le pourquoi d’un message, ouvrez son comment, posez une question à ceux d’en haut.",
            "Understand the why of a message, open its how, send a question upwards.",
        ),
        {Role.RESPONDER: None},
    ),
    _member(
        11,
        ("Élodie", "Castaing"),
        "elodie.castaing",
        ("Nouvelle-Aquitaine first call centre", 3),
        ("Conseillère au centre d’appels, modératrice", "Call centre adviser, moderator"),
        (
            "Voyez un cercle complet de l’intérieur, proposez une collègue, signez la charte.",
            "See a full circle from within, propose a colleague, sign the charter.",
        ),
        {Role.MODERATOR: None},
    ),
    _member(
        12,
        ("Yann", "Faure"),
        "yann.faure",
        ("Bretagne", 0),
        ("Directeur régional, Bretagne", "Regional director, Bretagne"),
        (
            "Regardez votre région, et ce que l’on ne vous montre pas des autres.",
            "Look at your region, and at what you are not shown of the others.",
        ),
    ),
)

BY_KEY = {member.key: member for member in CAST}
