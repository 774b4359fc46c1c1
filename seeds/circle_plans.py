"""The circles of the demo written by hand: one in every state a circle can be in."""

from dataclasses import dataclass

from backend.circles import CircleKind, CircleStatus, JoinPolicy


@dataclass(frozen=True, slots=True)
class CirclePlan:
    """A circle to seed. `unit` is a landmark of the organisation, "company" for everybody.

    `lead` is the key of one of the cast, or a landmark whose head leads; none for a circle whose lead has
    left. One in `one_in` people of the unit is a member, between `least` and `most` with the lead.
    """

    name: str
    kind: CircleKind
    unit: str
    lead: str
    why: str
    parent: str | None = None
    join_policy: JoinPolicy = JoinPolicy.OPEN
    status: CircleStatus = CircleStatus.ACTIVE
    capacity: int | None = None
    members: tuple[str, ...] = ()
    one_in: int = 150
    least: int = 4
    most: int = 40
    invited: int = 0
    requested: int = 0
    waiting: int = 0
    left: int = 1
    declined: int = 0
    days_old: int = 200
    practices: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the circle is in use: neither a draft nor archived."""
        return self.status is CircleStatus.ACTIVE


FIRST = "Premier cercle"
NAQ, BRE, GES = "Nouvelle-Aquitaine", "Bretagne", "Grand Est"
HEART, ONCE = "Cœur de boutique", "Une seule fois"
FULL = "Un appel suffit"

PLANS = (
    CirclePlan(
        name=FIRST,
        kind=CircleKind.EVANGELIST,
        unit="company",
        lead="siege experience",
        members=("helene", "solene", "nadia"),
        join_policy=JoinPolicy.INVITATION,
        one_in=1200,
        least=6,
        invited=2,
        days_old=320,
        why=(
            "Depuis des années, nous écoutons nos clients et nos collègues, et nous leur répondons trop peu. "
            "Ce cercle existe pour que chaque question posée trouve une réponse, un nom et une date. "
            "On commence par expliquer pourquoi ; le comment se décide plus près du terrain."
        ),
        practices=(("Le déjeuner des questions", "Siège, deuxième jeudi du mois"),),
    ),
    CirclePlan(
        name="Évangélistes Nouvelle-Aquitaine",
        kind=CircleKind.EVANGELIST,
        unit=NAQ,
        lead="solene",
        parent=FIRST,
        members=("karim", "thomas"),
        join_policy=JoinPolicy.REQUEST,
        one_in=250,
        requested=3,
        declined=1,
        days_old=290,
        why=(
            "Un client qui passe d’un guichet à l’autre nous raconte quatre fois son histoire. "
            "On est là pour que la deuxième fois n’existe plus."
        ),
        practices=(
            ("Le brief de 9 h", "Boutique Mériadeck, repris par onze boutiques"),
            ("La double écoute du jeudi", "Bordeaux-Lac, ouverte aux boutiques"),
            ("Le carnet d’irritants", "Intervention Landes"),
        ),
    ),
    CirclePlan(
        name="Évangélistes Bretagne",
        kind=CircleKind.EVANGELIST,
        unit=BRE,
        lead="yann",
        parent=FIRST,
        one_in=250,
        days_old=270,
        why=(
            "Ici, on se connaît : le client croise son conseiller au marché. C’est une chance, et une "
            "promesse. On veut qu’il retrouve la même attention au téléphone, en boutique et chez lui."
        ),
        practices=(("Le tour de table du lundi", "Boutique Le Bastard, Rennes"),),
    ),
    CirclePlan(
        name="Évangélistes Grand Est",
        kind=CircleKind.EVANGELIST,
        unit=GES,
        lead="Grand Est experience",
        parent=FIRST,
        one_in=250,
        days_old=240,
        why=(
            "Nos clients vivent de part et d’autre d’une frontière et nos équipes de part et d’autre d’un "
            "mur : celui qui sépare la boutique du technicien. On commence par abattre le second."
        ),
    ),
    CirclePlan(
        name=HEART,
        kind=CircleKind.AMBASSADOR,
        unit=f"{NAQ} shop",
        lead="karim",
        parent="Évangélistes Nouvelle-Aquitaine",
        members=("ines",),
        one_in=60,
        least=5,
        days_old=210,
        why=(
            "Un client attend onze minutes avant qu’on le regarde. Personne ne l’a décidé, et c’est bien le "
            "problème. Dire bonjour tout de suite ne coûte rien et change la suite de la conversation."
        ),
        practices=(
            ("Une personne à l’accueil aux heures pleines", "Boutique Sainte-Catherine"),
            ("L’affichette « On revient vers vous »", "Boutique Clemenceau, Pau"),
        ),
    ),
    CirclePlan(
        name=ONCE,
        kind=CircleKind.AMBASSADOR,
        unit=NAQ,
        lead="karim",
        parent="Évangélistes Nouvelle-Aquitaine",
        members=("elodie",),
        join_policy=JoinPolicy.INVITATION,
        one_in=500,
        invited=3,
        declined=1,
        days_old=60,
        why=(
            "Un client qui change d’interlocuteur recommence son récit depuis le début. On cherche, à "
            "quelques-uns et de métiers différents, ce qu’il faut se dire entre nous pour qu’il n’ait plus "
            "à le faire."
        ),
        practices=(("La phrase de relais : qui, quoi, pour quand", "Centre d’appels de Mérignac"),),
    ),
    CirclePlan(
        name=FULL,
        kind=CircleKind.AMBASSADOR,
        unit=f"{NAQ} calls",
        lead=f"{NAQ} first call centre",
        parent="Évangélistes Nouvelle-Aquitaine",
        members=("elodie",),
        capacity=6,
        one_in=1,
        least=6,
        most=6,
        waiting=4,
        days_old=180,
        why=(
            "Trois appels sur dix sont des rappels : on n’avait pas fini la première fois. On préfère "
            "rester deux minutes de plus au téléphone que de laisser quelqu’un se demander s’il a été "
            "compris."
        ),
        practices=(("La reformulation avant de raccrocher", "Équipe Assistance technique"),),
    ),
    CirclePlan(
        name="Rendez-vous tenus",
        kind=CircleKind.AMBASSADOR,
        unit=f"{NAQ} field",
        lead="thomas",
        parent="Évangélistes Nouvelle-Aquitaine",
        join_policy=JoinPolicy.REQUEST,
        one_in=120,
        requested=4,
        days_old=150,
        why=(
            "Un client a posé une demi-journée pour nous attendre. Arriver à l’heure, ou prévenir avant "
            "qu’il ne s’inquiète, c’est la première réparation."
        ),
        practices=(("Le message « j’arrive dans vingt minutes »", "Intervention Landes"),),
    ),
    CirclePlan(
        name="À portée de voix",
        kind=CircleKind.AMBASSADOR,
        unit=f"{BRE} shop",
        lead="",
        parent="Évangélistes Bretagne",
        one_in=60,
        days_old=190,
        why=(
            "On entend très bien un client qui parle fort. On voudrait entendre aussi celui qui repart sans "
            "rien dire."
        ),
    ),
    CirclePlan(
        name="Sans frontière",
        kind=CircleKind.AMBASSADOR,
        unit=f"{GES} calls",
        lead=f"{GES} first call centre",
        parent="Évangélistes Grand Est",
        one_in=120,
        days_old=130,
        why=(
            "Un frontalier passe vingt fois par semaine d’un réseau à l’autre et paie notre silence sur sa "
            "facture. On lui explique avant, pas après."
        ),
    ),
    CirclePlan(
        name="Derrière l’écran",
        kind=CircleKind.AMBASSADOR,
        unit="siege systems",
        lead="maud",
        parent=FIRST,
        join_policy=JoinPolicy.REQUEST,
        one_in=60,
        requested=2,
        days_old=110,
        why=(
            "Nos écrans sont ceux que nos collègues regardent quand un client les regarde, eux. Une seconde "
            "gagnée ici, c’est un regard rendu là-bas."
        ),
    ),
    CirclePlan(
        name="Premières semaines",
        kind=CircleKind.AMBASSADOR,
        unit="siege people",
        lead="nadia",
        parent=FIRST,
        status=CircleStatus.DRAFT,
        join_policy=JoinPolicy.INVITATION,
        one_in=1000,
        least=1,
        left=0,
        days_old=12,
        why=(
            "Celui qui arrive voit ce que nous ne voyons plus. Pendant ses premières semaines, on voudrait "
            "l’écouter avant de le former."
        ),
    ),
    CirclePlan(
        name="Un été en boutique",
        kind=CircleKind.AMBASSADOR,
        unit=f"{NAQ} shop",
        lead="karim",
        parent="Évangélistes Nouvelle-Aquitaine",
        status=CircleStatus.ARCHIVED,
        one_in=60,
        days_old=230,
        why=(
            "Sur la côte, l’été, nos boutiques reçoivent quatre fois plus de monde, et deux fois plus "
            "d’impatience. On s’est relayés pour que personne n’attende debout au soleil."
        ),
        practices=(("Les chaises à l’ombre", "Boutique Biarritz Centre"),),
    ),
)
"""Parents stand before the circles they sponsor."""

NOTES = (
    "J’aimerais aider : ces situations, je les vis tous les jours.",
    "Une collègue m’en a parlé, je peux donner deux heures par mois.",
    "Je change bientôt de métier, j’ai envie de garder le lien avec les clients.",
    "J’ai déjà essayé quelque chose ici, je voudrais le partager.",
)
INVITATION = "Vous en parliez mardi au comptoir : venez le dire à ceux qui peuvent le changer."

LOCAL_WHYS = (
    "Ce que nos clients nous disent ici ne remonte pas toujours plus haut. On le porte, et on revient dire "
    "ce que c’est devenu.",
    "On ne changera pas tout. On peut changer ce qui dépend de nous, et le dire quand cela n’en dépend pas.",
    "Chaque semaine, un irritant de moins : petit, vérifié, raconté à ceux qui l’avaient signalé.",
    "Expliquer pourquoi avant de montrer comment : c’est long la première fois, et plus rapide toutes les "
    "suivantes.",
)
"""What the ambassadors of one unit among many say; told in turn."""
