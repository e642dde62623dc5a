"""Who says it: the speakers of quotations and of reported speech."""

from consistency.speakers.attribution import attribute
from consistency.speakers.indirect import indirect

__all__ = ["attribute", "indirect"]
