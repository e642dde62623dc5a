"""Who says it: the speakers of quotations and of reported speech."""

from consistency.speakers.attribution import Reader, attribute
from consistency.speakers.indirect import indirect

__all__ = ["Reader", "attribute", "indirect"]
