"""Who says it: the speakers of quotations and of reported speech."""

from consistency.speakers.attribution import attribute

__all__ = ["attribute"]
