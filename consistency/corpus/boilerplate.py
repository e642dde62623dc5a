"""What a block is by its own words: the furniture of a page, as a table of surface forms with a reason each.

A missed form leaves one odd sentence in; a form that fits too much drops reporting, which is worse. So each is tied to the
start or the end of a block or to a short length, and none to a word that narration uses freely.
"""

from __future__ import annotations

import re

from consistency.corpus.captions import AGENCY, CAPTIONS
from consistency.corpus.dates import is_time_line
from consistency.corpus.rows import Row, Where
from consistency.model import BlockKind

_B = BlockKind.BOILERPLATE
_WHOLE, _START, _INSIDE = Where.WHOLE, Where.START, Where.INSIDE

_CAP = r"[A-Z][\w.’'-]*"
_PERSON = rf"(?:{_CAP} ){{1,2}}{_CAP}"
_ARTICLE = r"(?:this|the) (?:story|article|post|report|piece|page|item|column|headline)"
_MEDIA = r"(?:twitter|facebook|instagram|youtube|linkedin|telegram|whatsapp|x)\b"

ROWS = (
    Row(_B, "no words", _WHOLE, ("",)),
    Row(
        _B,
        "advertisement",
        _WHOLE,
        (
            "advertisement",
            "ad",
            "sponsored(?: content)?",
            "paid (?:post|content)",
            "promoted",
            "skip advertisement",
            "close",
            "story continue[sd](?: below)?(?: advertisement)?",
            r"(?:article )?continue[sd]? (?:reading )?(?:below|after)(?: (?:the )?advert\w*)?",
            r"scroll (?:down )?(?:for|to continue)[\w ]*",
        ),
        8,
    ),
    Row(
        _B,
        "notice to the browser",
        _INSIDE,
        (
            r"\b(?:browser|IE \d+|javascript|flash) is not supported\b",
            r"(?:enable|turn on|requires?|disabled?) (?:javascript|cookies)",
            r"\b(?:upgrade|update|with|using) your browser\b",
            r"\bon another browser\b",
            "playback is unsupported",
        ),
        40,
        quiet=True,
    ),
    Row(_B, "something that was cut", _START, (r"(?:can['’]t|don['’]t) see the (?:video|map|graphic)",), 12),
    Row(
        _B,
        "copyright",
        _START,
        (
            r"(?<=©)\W*\w",
            r"\(?c\) ?(?=\d|copyright)",
            r"copyright (?:©|\(c\)|\d{4})",
            r".{0,60}\ball rights reserved\b",
            r"(?:copyright .{2,60}\. )?this (?:material|content) may not be (?:published|reproduced)",
        ),
    ),
    Row(_B, "copyright", _WHOLE, (r"[^.\d©]{0,40}©[^.©]{0,40}\d{4}", r"[^.\d©]{2,40} © \d{4}", r"[^.]{2,40} \d{4} ©", r"© .{2,60}"), 16),
    Row(_B, "licence", _INSIDE, (r"\bfor licensing (?:opportunities|inquiries)\b", r"\breprint permission\b"), 90),
    Row(
        _B,
        "age or length of the article",
        _WHOLE,
        (
            r"this article is more than \d+ \w+ old",
            r"(?:about )?\d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?) (?:ago|read)",
            r"reading time\b.*",
            r"\d+ (?:comments?|shares?|views?)",
        ),
        9,
    ),
    Row(
        _B,
        "note on the article itself",
        _START,
        (
            rf"{_ARTICLE}(?: (?:and|originally) \w+)? (?:has been|have been|was|is being|will be|is|appeared)(?: first)? "
            r"(?:updated|corrected|revised|edited|amended|clarified|published|adapted|produced|in|on)\b",
            rf"(?:update|clarification|correction|note)d?: (?:{_ARTICLE}|story|article|an earlier version)\b",
            "this is a (?:developing|breaking)(?: news)? story",
            "editor['’]?s?['’]? note\\b",
            "read or share this (?:story|article)",
        ),
    ),
    Row(
        _B,
        "contributors",
        _INSIDE,
        (
            r"\bcontributed (?:to|for) (?:this|the|our) (?:\w+ )?(?:report|story|article|post|piece|column|coverage|reporting)\b",
            r"\bcontributed reporting\b",
            r"^contribut(?:ing|ors?):",
        ),
        quiet=True,
    ),
    Row(_B, "contributors", _START, (rf"{_PERSON}(?:(?:, | and |, and ){_PERSON})* contributed\.",), 30, cased=True, quiet=True),
    Row(
        _B,
        "contributors",
        _WHOLE,
        (
            r"(?:(?:the )?associated press|ap|afp|reuters|[\w. ’'-]{2,40} (?:news|post|times|staff|bureau))\b.{0,150}\bcontributed"
            r"(?: (?:from|in) [\w. ,]+)?",
        ),
        40,
        quiet=True,
    ),
    Row(
        _B,
        "contributors",
        _START,
        (
            r"(?:additional |with )?(?:reporting|writing|research|editing|compiled|produced|edited|"
            r"written|photography|graphics?|translation|reported)"
            r"(?: (?:and|&) \w+)? (?:in .{2,40} )?by:? ",
            r"(?:with|includes) (?:(?:additional )?reporting|files|\w+ wires?|wire reports?)\b",
            r"with (?:inputs|contributions) from\b",
        ),
        40,
        quiet=True,
    ),
    Row(
        _B,
        "contact",
        _START,
        (
            rf"(?:contact|write to|email|e-mail|reach|follow|send (?:a |your )?(?:tips?|comments|feedback|letters)|share your)\b"
            rf".*(?:@|\bat \S+\.\w{{2,}}|on {_MEDIA}|news team)",
            "(?:email|twitter|e-mail):",
            r"you can (?:reach|contact|call|email|write to) (?:us|the newsroom|our)\b",
        ),
        45,
        quiet=True,
    ),
    Row(_B, "contact", _INSIDE, (r"\bcan be reached at\b", rf"\bfollow (?:him|her|them|us|me) (?:on {_MEDIA}|at @|@)"), 75, quiet=True),
    Row(
        _B,
        "author's biography",
        _INSIDE,
        (
            rf"^{_PERSON} (?:is|was) .{{0,160}}\b(?:[Ee]mail|Twitter):? ?\S*@",
            rf"^{_PERSON} (?:covers|writes about|reports on) .{{0,120}} for (?:the )?{_CAP}",
            rf"^{_PERSON} is (?:an? )?.{{0,80}}\b(?:staff writer|"
            rf"(?:reporter|correspondent|columnist|contributor|editor|contributing writer)"
            rf"(?: based in {_CAP}(?: {_CAP})*)?(?: (?:for|at|to|of) (?:the )?{_CAP}(?: {_CAP})*)?)\.?$",
        ),
        40,
        cased=True,
        quiet=True,
    ),
    Row(
        _B,
        "disclaimer",
        _INSIDE,
        (r"\b(?:views|opinions) (?:and opinions )?expressed (?:in|here|by)\b.*\b(?:own|not|do not)\b", "thomson reuters trust principles"),
        60,
        quiet=True,
    ),
    Row(
        _B,
        "byline",
        _INSIDE,
        (
            rf"^(?:By|BY|by|From|Words by|Story by|-+ ?[Bb]y):? {_CAP}(?:,? (?:(?:and|for|of|de|van|von|in|the|&) )?{_CAP})*"
            r"(?: ?[|,–—] ?[^.!?”\"]*)?$",
            rf"^[-–—•]+ ?{_CAP}(?: {_CAP}){{1,3}}$",
            rf"^{_PERSON}(?:, {_PERSON})*,? and {_PERSON}$",
            r"^(?:By|From) (?:our|a|the|staff)\b[\w ]{0,50}"
            rf"\b(?:correspondent|reporter|staff|writer|agencie|desk|team)s?(?: in {_CAP}(?: {_CAP})*)?$",
            r"^(?:Our )?(?:[Ss]taff|[Aa]gencies|[Aa]gency)"
            rf"(?: (?:and|reporters?|writers?|agencies|correspondents?))*(?: in {_CAP}(?: {_CAP})*)?$",
        ),
        16,
        cased=True,
        open_end=True,
    ),
    Row(_B, "app", _INSIDE, (r"\b(?:listen|watch|read|download)\b.{0,40}\bin (?:our|the) app\W*$",), 30, quiet=True),
    Row(_B, "source label", _INSIDE, (r"^/? ?source:? ?[\w./ -]{0,40}$",), 6),
    Row(
        _B,
        "appeal for support",
        _INSIDE,
        (
            r"^we need your (?:help|support)\b.{0,20}$",
            r"\breaders like you\b",
            r"\b(?:support|fund)s? our (?:mission|journalism|newsroom|reporting)\b",
            r"\bplease (?:consider )?(?:contribut|donat|support|subscrib|becom)(?:e|es|ing|ion|ions|ing to)?\b",
            r"\bbecome a (?:member|supporter|subscriber|patron)\b",
            r"\bmake a (?:contribution|donation) (?:today|now|here)\b",
            r"\bif you['’]ve seen value\b",
            r"^support (?:\w+['’]s? )?(?:[\w-]+ ){0,3}(?:journalism|reporting|newsroom)\W*$",
            r"^every day at \w+, we aim\b",
        ),
        90,
        quiet=True,
    ),
    Row(
        _B,
        "newsletter or subscription",
        _START,
        (
            r"sign ?up (?:for|to|here|now|today|below)\b",
            r"sign ?up\W*$",
            r"subscribe (?:to|now|here|today|for|on)\b",
            r"newsletter\b",
            r"get (?:the|all the|our|your)\b.*"
            r"\b(?:newsletters?|inbox|delivered|emails?|app|alerts?)\b",
            r"already (?:a )?(?:subscriber|subscribed|have an account)",
            r"interested in\b.*\badd\b",
            r"(?:want|looking for) more\b.*(?:newsletter|subscri)",
            r"you (?:must|have) (?:be|been) (?:logged|subscribed|successfully)",
            r"thank(?:s| you) for (?:signing|subscrib|your feedback|the feedback|reading)",
        ),
        70,
        quiet=True,
    ),
    Row(
        _B,
        "newsletter or subscription",
        _INSIDE,
        (
            r"\b(?:to|in) your inbox\b",
            r"\bsign up (?:for|to)\b.{0,80}\bnewsletters?\b",
            r"\bsign up (?:here|now|today|below)\b",
            r"\bby signing up\b",
            r"\bmanage newsletters\b",
            r"\bprotected by recaptcha\b",
            r"\bprivacy policy and terms\b",
        ),
        90,
        quiet=True,
    ),
    Row(
        _B,
        "app",
        _START,
        (
            r"(?:click|tap) (?:here )?(?:to|for)\b",
            r"(?:click|tap) here\b",
            r"download (?:the|our)\b.{0,40}\bapp\b",
            r"(?:click to )?get the .{0,40}\bapp\b",
        ),
        30,
        quiet=True,
    ),
    Row(
        _B,
        "sharing",
        _WHOLE,
        (
            r"(?:(?:facebook|twitter|pinterest|e-?mail|print|share|tweet|linkedin|reddit|whatsapp|instagram|youtube|flipboard|messenger|telegram|copy|"
            r"link|save|play|embed|comments?|this|article|on|via|x|more|gift|listen|watch)(?:\W+|$))+",
        ),
        16,
    ),
    Row(_B, "following the outlet", _START, (rf"(?:follow|like|join|find) (?:us|\w+(?: \w+){{0,3}}) on {_MEDIA}",), 30, quiet=True),
    Row(
        _B,
        "related story",
        _START,
        (
            r"(?:read(?: more| also| next| the (?:full|entire|complete))?|more|also(?: read)?|related(?: \w+)?|see also|"
            r"see (?:photos|more)|watch(?: live| now| more)?|"
            r"video|listen|photos|gallery|in pictures|flashback|opinion|exclusive|must read|"
            r"recommended(?: reading)?|full coverage|trending|up next|"
            r"go deeper|most (?:read|popular)|you (?:may|might) (?:also )?like|more (?:from|on|stories|coverage))\s*(?::|\||>|»)",
        ),
        30,
    ),
    Row(
        _B,
        "related story",
        _WHOLE,
        (
            r"(?:read|see|learn|show|load) more",
            "view (?:more|all|comments|gallery)",
            "read (?:next|also|the full (?:story|report|article))",
            r"more stories like this\b.*",
            "related (?:articles?|stories|coverage|content|topics|video)",
            r"you (?:may|might) (?:also )?(?:like|be interested in)\b.*",
            "most (?:read|popular|viewed)",
            "top stories",
            "latest (?:news|stories|headlines)",
            r"more (?:from|on|stories|coverage)\b.{0,80}",
            "recommended",
            "what to read next",
            "trending(?: now)?",
            "today['’]s must-reads",
            "original post",
            "analysis/opinion",
            "opinion",
            "exclusive",
            "must-read",
            "watch(?: now| live)?",
            "listen",
            "up next",
        ),
        16,
        open_end=True,
    ),
    Row(
        _B,
        "related story",
        _INSIDE,
        (
            r"^visit \w.{0,40}homepage\b",
            r"^(?:read|see|check out) (?:more|the|our) .{0,60}\bhere\b\W*$",
            r"^read more (?:about|on|from|in)\b",
            r"^to read (?:more|the (?:full|rest|original|entire))\b",
            r"^for more\b.{0,60}\b(?:coverage|stories|news|on this)\b",
        ),
        30,
        quiet=True,
    ),
    Row(_B, "related story", _INSIDE, (r"\b[Rr]ead more$",), 30, cased=True),
    Row(_B, "related story in brackets", _INSIDE, (r"^\((?:related|read more|more|see also|watch|video|also)\b[:\s][^()]{0,200}\)$",), 40),
    Row(
        _B,
        "comments",
        _WHOLE,
        (
            r"(?:view|show|read|leave|post|add|hide|see|load) (?:a |all |the |your )?(?:\d+ )?comments?\b.{0,20}",
            r"(?:\d+ )?comments?",
            "readers?['’]? comments?",
            "your voice",
            "join the (?:conversation|discussion|debate)",
            "submit a report",
            "report (?:a |an )?(?:comment|typo|error|correction)",
            r"log ?in(?: or \w+)?(?: to comment)?",
        ),
        8,
    ),
    Row(
        _B,
        "comments",
        _INSIDE,
        (
            r"\bcomments? policy\b",
            r"\bstay (?:civil|on topic)\b",
            r"\bcomments (?:are|have been|were) (?:closed|moderated|disabled)\b",
            r"\bthis comment violates\b",
            r"\bleave a comment\b",
            r"\byour feedback has been\b",
        ),
        quiet=True,
    ),
    Row(
        _B,
        "sound mark of a transcript",
        _INSIDE,
        (r"^[\[(](?:music|applause|laughter|crosstalk|soundbite|end\b|inaudible|cheering|sound)[^\])]{0,60}[\])]$",),
        10,
    ),
    Row(_B, "dateline alone", _INSIDE, (rf"^[A-Z][A-Za-z .,’'-]{{2,40}}\({AGENCY}\)\s*[-–—]*$",), 8, cased=True),
    Row(_B, "agency alone", _WHOLE, (rf"(?:[Tt]he )?{AGENCY}(?:[ ,/]+(?:wires?|staff|\w+ Press))?",), 6, cased=True),
    Row(_B, "when it was written", _WHOLE, (), 16),  # dates.is_time_line, which no one form says well
)

_COMPILED = tuple(
    (row, re.compile(row.where.value.format("|".join(row.forms)), 0 if row.cased else re.IGNORECASE))
    for row in (*CAPTIONS, *ROWS)
    if row.forms
)
_WRITTEN = ROWS[-1]
_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]*$|[\"”»]$")
_SPEECH = re.compile(r"[“”\"]|\b(?:said|says|told|tweeted|wrote|added|asked)\b")


def ends_as_sentence(line: str) -> bool:
    """Whether a line ends with a full stop, another mark that ends a sentence, or a closed quotation."""
    return bool(_SENTENCE.search(line))


def row_for(block: str) -> Row | None:
    """The first row that fits a block by its own words; None for what may be reporting."""
    line = " ".join(block.replace("\u200b", " ").split()).strip("*_") or "*"  # without the emphasis of Markdown
    if is_time_line(line):
        return _WRITTEN
    size, closed, speech = line.count(" ") + 1, ends_as_sentence(line), bool(_SPEECH.search(line))
    for row, form in _COMPILED:
        if size > row.most or len(line) > 12 * row.most + 40 or (closed and row.open_end) or (speech and row.quiet):
            continue
        if form.search(line):
            return row
    return None
