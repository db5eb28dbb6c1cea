"""The one exception of the launcher: what is wrong and what to do about it, in one sentence for a newcomer."""


class LaunchError(Exception):
    """The start or the run cannot go on; the text is shown to the person as it stands."""
