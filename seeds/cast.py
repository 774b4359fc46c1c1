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
            "Acceptez une invitation, formez des vœux, répondez au pouls, dites ce qui agace un client.",
            "Accept an invitation, make wishes, answer the pulse, tell what irritates a customer.",
        ),
    ),
    _member(
        2,
        ("Karim", "Benhaddou"),
        "karim.benhaddou",
        ("Nouvelle-Aquitaine first shop", 0),
        ("Responsable de boutique, anime deux cercles", "Shop manager, leads two circles"),
        (
            "Publiez un message, accordez un vœu de votre équipe, lisez ses résultats et engagez-vous.",
            "Publish a message, approve a wish in your team, read its results and make a commitment.",
        ),
    ),
    _member(
        3,
        ("Solène", "Arrighi"),
        "solene.arrighi",
        ("Nouvelle-Aquitaine experience", 0),
        ("Directrice expérience client", "Customer experience director"),
        (
            "Voyez où les ambassadeurs manquent, affectez les vœux, répondez aux remontées.",
            "See where ambassadors are missing, match wishes with places, answer reports.",
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
            "Offrez une journée dans votre métier, voyez qui vient, accueillez dans votre cercle.",
            "Offer a day in your job, see who is coming, welcome people into your circle.",
        ),
    ),
    _member(
        5,
        ("Nadia", "Kessler"),
        "nadia.kessler",
        ("siege people", 0),
        ("Directrice des ressources humaines", "Human resources director"),
        (
            "Préparez une enquête, lisez ce qu’une vague publie et ce qu’elle tait, changez la charte.",
            "Prepare a survey, read what a wave releases and what it withholds, change the charter.",
        ),
        {Role.HR_LEADER: None, Role.LISTENER: None},
    ),
    _member(
        6,
        ("Hélène", "Vasseur"),
        "helene.vasseur",
        ("company", 0),
        ("Directrice générale, sponsor", "Chief executive, sponsor"),
        (
            "Voyez jusqu’où votre message est descendu, écrivez votre mot dans Le La et signez-le.",
            "See how far your message has travelled, write your word in Le La and sign it.",
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
            "Composez Le La du mois : choisissez, ordonnez, relisez, faites signer.",
            "Compose this month’s Le La: choose, order, read it through, have it signed.",
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
            "Relisez un numéro signé, voyez combien de collègues le recevront, envoyez-le.",
            "Read a signed issue, see how many colleagues will receive it, send it.",
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
            "Répondez aux remontées sur le réseau, comprenez le pourquoi d’un message, ouvrez son comment.",
            "Answer reports about the network, understand the why of a message, open its how.",
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
            "Voyez un cercle complet de l’intérieur, signez la charte, dites bravo à une collègue.",
            "See a full circle from within, sign the charter, send a colleague a bravo.",
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
            "Voyez votre région, ce que l’on vous tait des autres, et répondez sur les factures.",
            "See your region, what you are not shown of the others, and answer about bills.",
        ),
    ),
)

BY_KEY = {member.key: member for member in CAST}
