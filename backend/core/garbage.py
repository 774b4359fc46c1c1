"""Python's search for garbage: what points at itself, as a refusal and what it was raised from do."""

import gc


def look_seldom() -> None:
    """While much is loaded that stays: looking through it again and again takes a sixth of the start."""
    gc.set_threshold(50_000, 20, 100)


def keep_what_is_loaded() -> None:
    """Look no more through what is there by now, and often enough through what comes.

    A document that is refused leaves a hundred objects, and holds a megabyte until they are found.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 100)
