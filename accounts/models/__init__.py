"""Shape of accounts: the user. What a user may do in a company is a membership, which lives in companies."""

from accounts.models.user import User

__all__ = ["User"]
