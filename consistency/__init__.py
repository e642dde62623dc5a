"""Cross-source consistency checker for news: what sources agree on, word differently, or contradict."""

__version__ = "0.1.0"
