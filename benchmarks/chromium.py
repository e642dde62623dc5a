"""Chromium as the system provides it, driven without a display."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-gpu", "--disable-quic", "--disable-sync", "--disable-background-networking", "--disable-component-update")


class NoBrowserError(Exception):
    """There is no browser to be driven; the message says what is missing and how to have it."""


@contextmanager
def launched() -> Iterator[Browser]:
    """A running browser with a profile of its own, closed at the end.

    Raises:
        NoBrowserError: the driver or the browser is not installed, or does not start.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowserError("the driver is not installed (`make browser`)") from None
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise NoBrowserError("no chromium on this machine (on Debian: `apt-get install chromium`)")
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=list(QUIET))
        except Error as error:
            raise NoBrowserError(f"{path} does not start: {str(error).splitlines()[0]}") from None
        try:
            yield browser
        finally:
            browser.close()
