"""The verb that keeps a user's language."""

from accounts.models import User


def choose_language(user: User, language: str) -> None:
    """Keep the language code with the user."""
    user.language = language
    user.save(update_fields=["language"])
