"""Python's search for garbage, which has little to find here: most objects go when their request does."""

import gc


def look_seldom() -> None:
    """Wait for more before each search: looking again and again takes a sixth of the start."""
    gc.set_threshold(50_000, 20, 100)


def keep_what_is_loaded() -> None:
    """Look no more through what is there by now, for what lives as long as the process."""
    gc.collect()
    gc.freeze()
