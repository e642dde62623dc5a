"""What marks a block as the caption of a picture: credits, labels and file names, as a table with a reason each."""

from __future__ import annotations

import re

from consistency.corpus.agencies import CREDIT_NAMES
from consistency.corpus.rows import Row, Where
from consistency.model import BlockKind

AGENCY = "(?:" + "|".join(re.escape(name) for name in CREDIT_NAMES) + ")"
_NAME = r"[\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|van|von|der|bin|al(?:-[A-Z]\w*)?)){0,4}"
_MEDIUM = r"(?i:photo|photograph|image|picture|video|photo/video)s?"
_IN = r"[^()\[\]]"

_BRACKETED = (
    rf"(?:(?i:file:? ))?(?:AP|AFP|EPA|UPI) (?i:photos?|images?)\b{_IN}{{0,90}}",  # (AP Photo/Ann Orme)
    rf"{_IN}{{0,40}}\b{_MEDIUM}(?i:: ?|s? by | courtesy (?:of )?){_IN}{{1,90}}",  # (Photo: Ann Orme, Reuters)
    rf"{_IN}{{2,70}}(?:/| via | - |, ){AGENCY}\b{_IN}{{0,40}}",  # (Ann Orme/Reuters), [File: Ann Orme/AP]
    rf"(?:{_IN}{{2,40}} )?(?:Getty Images|Reuters photo|Stock Photo){_IN}{{0,40}}",  # (Ann Orme Getty Images)
)
BRACKETED = rf"[(\[](?:{'|'.join(_BRACKETED)})[)\]]"

_BARE = (
    r"(?<=[\s.])(?i:photo|photograph|image|photo/video)s?(?i: credit)?(?:: ?| (?i:by|courtesy of) )[A-Z][\w.’'-]*(?:[ /,|&]+[\w.’'-]+){0,7}"
    r"(?: \([^()]{0,60}\))?",  # Photo: Ann Orme/Reuters
    rf"(?:REUTERS|AP Photo) ?/ ?{_NAME}",  # REUTERS/Ann Orme
    rf"{_NAME} ?[/|] ?(?:{_NAME} ?(?:/|via|-) ?)?{AGENCY}(?: (?:Photo|Images|News)(?: for {_NAME}(?:/{_NAME})?)?)?",  # Ann Orme/Pool/AFP
    r"(?:AFP|EPA|AP|Pool) ?(?:[-/]|via) ?Getty(?: Images)?",
    rf"{_NAME} Photo via {AGENCY}",
    r"Getty Images|Alamy(?: Live News| Stock Photo)?|Shutterstock(?:\.com)?|iStock(?:photo)?|AP Photo|Stock Photo",
)
BARE = rf"(?:{'|'.join(_BARE)})(?:,? ?(?:/ ?)?(?i:file(?: photo)?|pool))?(?: - \w+)?"

_C = BlockKind.CAPTION
_START, _END, _INSIDE = Where.START, Where.END, Where.INSIDE
_CAP = r"[A-Z][\w.’'-]*"

CAPTIONS = (
    Row(_C, "a credit in brackets ends it", _END, (rf"{BRACKETED}(?: [Mm]ore)?",), 110, cased=True),
    Row(_C, "a bare credit ends it", _INSIDE, (rf"(?:^|[\s|.,]){BARE}$",), 90, cased=True, open_end=True),
    Row(
        _C,
        "a credit with its photographer and a full stop ends it",
        _INSIDE,
        (rf"(?:^|\s)(?:Photo|Image|Photograph) by {_CAP}(?: {_CAP})*/[\w ]+\.$", rf"(?:^|\s){_CAP} {_CAP} ?/ ?{AGENCY}\.$"),
        90,
        cased=True,
    ),
    Row(
        _C,
        "a name in brackets ends what is no sentence",
        _INSIDE,
        (rf"^(?:[^.!?“\"”()]|\.(?= [a-z])){{15,200}} \({_CAP}(?: (?:of|the|for|and|{_CAP})){{1,6}}\)$",),
        60,
        cased=True,
    ),
    Row(
        _C,
        "it says that it is a picture from the files",
        _START,
        ("file photo", "file ?[-–—:] ", "photos?: ", "caption:", r"in this (?:undated |[\w.]+ \d+, \d{4},? )(?:file )?(?:photo|image)"),
        110,
    ),
    Row(
        _C,
        "it says where the picture comes from",
        _START,
        (
            r"(?:this|these|an?) (?:[\w-]+ ){0,4}(?:photo|photos|image|images|picture|photograph|combination)(?: \w+){0,4} "
            r"(?:provided|released|taken|made available|obtained) (?:by|from|on)\b",
        ),
        90,
    ),
    Row(
        _C,
        "labels of a picture or a player come before it",
        _START,
        (
            "image (?:copyright|caption|source)",
            "media (?:caption|playback)",
            "enlarge this image",
            "toggle caption",
            "(?:hide|show) caption",
            r"slideshow \(",
            "play video",
            "view slideshow",
            r"facebook twitter (?:pinterest|email)(?: \S+){4}",
            r"listen · \d",
            r"(?:next|previous) image \d",
        ),
        110,
    ),
    Row(
        _C,
        "a label comes before it",
        _START,
        (r"(?:Image|Photo|Video|PHOTO|IMAGE|VIDEO) (?=(?:The|A|An|In|This|President|Mr|Ms)\b)",),
        cased=True,
        quiet=True,
    ),
    Row(_C, "a label ends it", _END, (r"(?:hide|toggle|show) caption(?: \d+ of \d+)?",), 900),
    Row(
        _C, "caption, bar, credit, and a link behind", _START, (r"[^|]{5,300} \| [^|]{0,70}\b(?:AP Photo|Getty Images)\b",), 110, cased=True
    ),
    Row(_C, "words of a player stand in it", _INSIDE, (r"\bautoplay\b", r"\bjust watched\b", r"\bcopy this code to your\b"), quiet=True),
    Row(_C, "a file name stands for the picture", _START, (r"[a-z0-9]+(?:-[a-z0-9]+){5,}\b",), 200, cased=True),
    Row(
        _C,
        "it says who stands where and does nothing but pose",
        _INSIDE,
        (
            r"^[^“\"]{0,200}\((?:L|R|C|left|right|center|centre|(?:second|third) (?:left|right))\) [^“\"]*\b"
            r"(?:poses?|shakes? hands|receives|speaks|arrives|walks|looks on|waves|stands)\b[^“\"]*$",
        ),
        quiet=True,
        cased=True,
    ),
)
