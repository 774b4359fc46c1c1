"""The charter of the demo, « APACHE »: always pay attention to each other and be helpful to everyone."""

from backend import circles
from backend.circles import CharterInput, Worded
from backend.core.actor import SYSTEM
from backend.core.db import Session

SLUG = "apache"

APACHE = CharterInput(
    title=Worded(fr="La charte APACHE", en="The APACHE charter"),
    mission=Worded(
        fr="Toujours attentifs les uns aux autres, et serviables envers chacun.",
        en="Always pay attention to each other and be helpful to everyone.",
    ),
    values=[
        Worded(
            fr="Attention : ce qui n’est pas dit compte autant que ce qui l’est.",
            en="Attention: what is left unsaid counts as much as what is said.",
        ),
        Worded(
            fr="Présence : une personne à la fois, du bonjour à l’au revoir.",
            en="Presence: one person at a time, from hello to goodbye.",
        ),
        Worded(
            fr="Accueil : chacun entre sans avoir à s’excuser de demander.",
            en="Approachability: nobody has to apologise for asking.",
        ),
        Worded(
            fr="Clarté : des mots simples, une date, un nom.",
            en="Clarity: plain words, a date, a name.",
        ),
        Worded(
            fr="Honnêteté : un non expliqué vaut mieux qu’un peut-être.",
            en="Honesty: a no with its reason is worth more than a maybe.",
        ),
        Worded(
            fr="Entraide : le problème d’un collègue est aussi le mien.",
            en="Extra hands: a colleague’s problem is mine too.",
        ),
    ],
    rules=[
        Worded(fr="Je regarde la personne avant l’écran.", en="I look at the person before the screen."),
        Worded(
            fr="Un client raconte son histoire une seule fois : je transmets, je ne renvoie pas.",
            en="A customer tells their story once: I hand over, I don’t send away.",
        ),
        Worded(
            fr="Je dis ce que je fais, ce que je ne fais pas, et quand.",
            en="I say what I do, what I don’t do, and when.",
        ),
        Worded(
            fr="Je rappelle le jour dit, même sans réponse à donner.",
            en="I call back on the day I said, even without an answer yet.",
        ),
        Worded(
            fr="Je demande de l’aide sans attendre, et j’en donne sans compter.",
            en="I ask for help without waiting, and give it without counting.",
        ),
        Worded(
            fr="J’enrichis ce qui marche déjà, et je dis de qui je le tiens.",
            en="I build on what already works, and say who I owe it to.",
        ),
    ],
)


async def seed_charter(session: Session) -> circles.Charter:
    """Publish the APACHE charter, unless some version of it is there already."""
    published = await circles.charter_in_force(session, SLUG)
    return published or await circles.publish_charter(session, SYSTEM, APACHE, SLUG)
