"""What a block is by its own words: captions, credits and page furniture, as a table of surface forms with a reason each.

A missed row leaves one odd sentence in; a row that fits too much drops reporting. So every row is tied to a block's start,
its end or its length, and none to a word that narration uses freely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from consistency.corpus.agencies import CREDIT_NAMES
from consistency.model import BlockKind

_AGENCY = "|".join(re.escape(name) for name in CREDIT_NAMES)
_NAME = r"[\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|van|von|der|bin|al))*"
_FILED = r"(?:,? ?(?:/ ?)?(?i:file(?: photo)?|pool))?(?: - \w+)?"

PARENTHESISED_CREDIT = (
    rf"[(\[](?:(?i:file:? )?(?:AP|AFP|EPA|UPI) (?i:photos?|images?)\b[^()\[\]]{{0,90}}"
    rf"|[^()\[\]]{{0,40}}\b(?i:photo(?:graph)?|image|picture|video)s?(?i: by| courtesy|/\w+)?(?i::| by | courtesy )[^()\[\]]{{1,90}}"
    rf"|[^()\[\]]{{2,70}}(?:/| via | - |, )(?:{_AGENCY})\b[^()\[\]]{{0,40}}"
    rf"|(?:Getty Images|Reuters photo|[^()\[\]]{{2,40}} Getty Images)[^()\[\]]{{0,40}})[)\]]"
)
"""`(AP Photo/…)`, `(Photo: …)`, `(… via AP)`, `[File: …/AP]`."""

_BARE_CREDIT = (
    rf"(?:(?<=[\s.])(?i:photo|photograph|image|picture|video|photo/video)(?i: credit)?(?:s?: ?| (?i:by|courtesy of) )(?:[A-Z]|yuri)[^.!?]{{1,70}}"
    rf"|REUTERS ?/ ?{_NAME}"
    rf"|{_NAME} ?[/|] ?(?:{_NAME} ?(?:/|via|-) ?)?(?:{_AGENCY})(?: (?:Photo|Images|News)(?: for {_NAME}(?:/{_NAME})?)?)?"
    rf"|(?:AFP|EPA|AP|Pool) ?(?:[-/]|via) ?Getty(?: Images)?"
    rf"|{_NAME} Photo via (?:{_AGENCY})"
    r"|Getty Images|Alamy(?: Live News| Stock Photo)?|Shutterstock(?:\.com)?|iStock(?:photo)?|AP Photo|Stock Photo)"
)
BARE_CREDIT = _BARE_CREDIT + _FILED
"""`Name/Getty Images`, `REUTERS/Name`, `Photograph: Name/EPA`, `Alamy Stock Photo`."""


@dataclass(frozen=True, slots=True)
class Row:
    """A surface form and what a block of this form is."""

    kind: BlockKind
    reason: str
    pattern: str
    """Searched for in the block with its white space folded."""
    most: int = 60
    """Longest block, in words, that the row speaks of."""
    cased: bool = False
    """Whether upper and lower case matter."""


_C, _B = BlockKind.CAPTION, BlockKind.BOILERPLATE

ROWS = (
    Row(_C, "credit in brackets at the end", PARENTHESISED_CREDIT + r"(?: (?i:more))?[.\s]*$", 110, cased=True),
    Row(_C, "credit at the end", rf"(?:^|[\s|.,]){BARE_CREDIT}$", 90, cased=True),
    Row(_C, "credit with a slash at the end, full stop", rf"(?:^|\s)(?:{_NAME}/(?:{_AGENCY})|(?:Photo|Image) by {_NAME}/[\w ]+)\.$", 90, cased=True),
    Row(_C, "file photo", r"^(?:file photo\b|file ?[-–—:] |photos?: |caption:|in this (?:undated |[\w.]+ \d+, \d{4},? )(?:file )?(?:photo|image))", 110),
    Row(_C, "photo provided by", r"^(?:this|these|an?) (?:[\w-]+ ){0,4}(?:photos?|image|picture|photograph|combination)(?: \w+){0,4} (?:provided|released|taken|made available|obtained) (?:by|from|on)\b", 90),
    Row(_C, "labels of a picture or a player", r"^(?:image copyright|image caption|image source|media caption|media playback|enlarge this image|toggle caption|hide caption|show caption|slideshow \(|play video|view slideshow|facebook twitter (?:pinterest|email))", 110),
    Row(_C, "caption label at the end", r"\b(?:hide|toggle|show) caption(?: \d+ of \d+)?$", 110),
    Row(_C, "file name as alternative text", r"^[a-z0-9]+(?:-[a-z0-9]+){5,}\b", 200),
    Row(_C, "position in the picture", r"^[^“\"]{0,200}\((?:L|R|C|left|right|center|centre|second left|second right)\) [^“\"]*\b(?:poses?|shakes? hands|receives|speaks|arrives|walks|looks on|waves|stands)\b[^“\"]*$", 60, cased=True),
    Row(_B, "no words", r"^[\W_]*$"),
    Row(_B, "advertisement", r"^(?:advertisement|ad|sponsored(?: content)?|paid (?:post|content)|promoted|story continue[sd](?: below)?(?: advertisement)?|(?:article )?continue[sd]? (?:reading )?(?:below|after)(?: (?:the )?advert\w*)?|scroll (?:down )?(?:for|to continue)[\w ]*|close|skip advertisement|recommended)[\s:.]*$", 8),
    Row(_B, "browser notice", r"\b(?:is not supported\W|(?:enable|turn on|requires?|disable[sd]?) (?:javascript|cookies)|your browser|on another browser|media playback is unsupported|can['’]t see the (?:video|map|graphic))", 40),
    Row(_B, "copyright", r"^(?:\W*(?:©|\(c\) ?(?=\d|copyright)|copyright\b)|.{0,60}\ball rights reserved\b|this (?:material|content) may not be (?:published|reproduced))"),
    Row(_B, "copyright", r"^(?=.*\d{4})[^.]{0,40}©[^.]{0,60}[.\s]*$", 16),
    Row(_B, "licensing", r"\b(?:for licensing (?:opportunities|inquiries)|reprint permission|available without charge to any eligible)\b", 90),
    Row(_B, "time of publication", r"^(?:(?:first |last |originally )?(?:published|updated?|posted|modified)\b[\s:|]*)+(?:(?:at|on|by)? ?[\w.,:|/ -]*\d[\w.,:|/ -]*)?$", 14),
    Row(_B, "time alone", r"^\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?$", 4),
    Row(_B, "age or length of the article", r"^(?:this article is more than \d+ \w+ old|(?:about )?\d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?) (?:ago|read)|\d+ min read|reading time\b.*|\d+ (?:comments?|shares?|views?))$", 9),
    Row(_B, "note on the article itself", r"^\W*(?:(?:this|the) (?:story|article|post|report|piece|page|item|headline)(?: \w+)? (?:has been|was|is being|will be|is)(?: \w+)? (?:updated|corrected|revised|edited|amended|clarified|published|adapted|produced)\b|this is a (?:developing|breaking)(?: news)? story|editor['’]?s['’]? note\b|read or share this (?:story|article))"),
    Row(_B, "contributors", r"\bcontributed (?:to|for) (?:this|the|our) (?:\w+ )?(?:report|story|article|post|piece|column|coverage|reporting)\b|\bcontributed reporting\b|^(?:contributing|contributors?):"),
    Row(_B, "contributors", r"^\W*(?:(?:the )?associated press|ap|afp|reuters|[\w. ’'-]{2,40} (?:news|post|times|staff|bureau))\b.{0,150}\bcontributed(?: (?:from|in) [\w. ,]+)?\.?$", 40),
    Row(_B, "contributors", r"^\W*(?:additional )?(?:reporting|writing|research|editing|compiled|produced|edited|written|photography|graphics?|translation|reported)(?: (?:and|&) \w+)? by:? (?:the )?[A-Z]", cased=False, most=40),
    Row(_B, "contributors", r"^(?:with|includes?) (?:(?:additional )?reporting|files|\w+ wires?|wire reports?|contributions|input)\b", 25),
    Row(_B, "contact", r"^(?:contact|email|e-mail|reach|follow|send (?:a |your )?(?:tips?|comments|feedback))\b.*(?:@|\bat \S+\.\w{2,}|on (?:twitter|facebook|instagram|x)\b|news team)|\bcan be reached at\b|\bfollow (?:him|her|them|us|me) (?:on|at|@)|^(?:email|twitter|e-mail):", 45),
    Row(_B, "author's biography", r"^(?:[A-Z][\w.’'-]*,? ){2,5}(?:is|was|covers|writes|reports) (?=.*(?:@|staff writer|\bcovers?\b|\bcovering\b|reporter (?:for|at)|correspondent (?:for|at)|columnist (?:for|at)|editor (?:of|at|for)|contributor to|author of|views expressed|reporter based)).{0,260}(?:@\w+|\bcovers?\b|\bcovering\b|staff writer|(?:reporter|correspondent|columnist|contributor|editor)\b[^,]{0,60})\W*$", 40, cased=True),
    Row(_B, "disclaimer", r"\b(?:the (?:views|opinions) expressed (?:in|here|by|are)|(?:views|opinions) (?:are|expressed) (?:\w+ )*(?:the )?(?:author|writer)['’]s own|thomson reuters trust principles|our standards:)", 60),
    Row(_B, "byline", r"^(?:(?:By|BY|by|From|Words by|Story by|-+ ?[Bb]y):? )[A-Z][\w.’'-]*(?:,? (?:(?:and|for|of|de|van|von|in|the|&) )?[A-Z][\w.’'-]*)*(?: ?[|,–—] ?[^.!?”\"]*)?$", 16, cased=True),
    Row(_B, "byline", r"^[-–—•]+ ?(?:[A-Z][\w.’'-]* ?){2,4}$", 6, cased=True),
    Row(_B, "source label", r"^/? ?source:? ?(?:[\w./ -]{0,40})$", 6),
    Row(_B, "support appeal", r"\b(?:we need your (?:help|support)|(?:support|fund)s? (?:from (?:our )?readers like you|our (?:mission|journalism|work|newsroom|reporting))|readers like you|help us (?:continue|keep)\b|please (?:consider )?(?:contribut|donat|support|subscrib|becom)\w*|(?:become|be) a (?:member|supporter|subscriber|patron)|make a (?:contribution|donation)|(?:contribut\w+|support \w+|donat\w+) (?:today|now)(?: from as little as)?|if you['’]ve seen value|reader[- ](?:supported|funded))\b(?!.*[”\"])", 90),
    Row(_B, "support appeal", r"^support (?:\w+['’]s? )?(?:[\w-]+ ){0,3}(?:journalism|reporting|newsroom)\W*$|^every day at \w+, we aim\b", 90),
    Row(_B, "newsletter or subscription", r"^(?:sign ?up\b|subscribe (?:to|now|here|today|for)\b|newsletter\b|get (?:the|all the|our|a|your)\b.*\b(?:newsletters?|inbox|delivered|emails?|app|alerts?|daily)\b|already (?:a )?(?:subscriber|subscribed|have an account)|(?:want|looking for) more\b.*(?:newsletter|subscri)|you (?:must|have) (?:be|been) (?:logged|subscribed|successfully)|interested in\b.*\badd\b|thank(?:s| you) for (?:signing|subscrib|your feedback|the feedback|reading))", 70),
    Row(_B, "newsletter or subscription", r"\b(?:delivered (?:daily |weekly |straight |directly )*(?:in)?to your inbox|(?:in|to) your inbox\b|sign up (?:for|to)\b.{0,80}\bnewsletters?|\bsign up (?:here|now|today|below)\b|by signing up\b|manage newsletters|free newsletter|daily newsletter|protected by recaptcha|privacy policy and terms|agree to our)\b(?!.*[”\"]\W*(?:said|says))", 70),
    Row(_B, "app", r"^(?:(?:click|tap) (?:here )?(?:to|for)\b|(?:click|tap) here\b|download (?:the|our)\b.{0,40}\bapp\b|(?:click to )?get the .{0,40}\bapp\b)", 40),
    Row(_B, "sharing", r"^(?:(?:facebook|twitter|pinterest|e?-?mail|print|share|tweet|linkedin|reddit|whatsapp|instagram|youtube|flipboard|messenger|telegram|copy(?: link)?|link|save|play|embed|comments?|this|article|on|via|x|more|gift|listen|watch)\W*)+$", 16),
    Row(_B, "following the outlet", r"^(?:follow|like|join|find) (?:us|\w+(?: \w+){0,3}) on (?:twitter|facebook|instagram|youtube|linkedin|telegram|whatsapp)\b|^subscribe\b.{0,40}\byoutube\b|\bjoin us on twitter\b", 30),
    Row(_B, "related story", r"^(?:read(?: more| also| next| the (?:full|entire|complete))?|more|also(?: read)?|related(?: \w+)?|see also|see (?:photos|more)|watch(?: live| now| more| the| below)?|video|listen|photos|gallery|in pictures|flashback|opinion|exclusive|must read|don['’]t miss|you (?:may|might) (?:also )?(?:like|be interested)|more (?:from|on|stories|coverage)|recommended(?: reading)?|full coverage|trending|most (?:read|popular)|popular in|up next|next (?:up|article)|also on|elsewhere)\s*(?::|\||>|»|…).{0,200}$", 30),
    Row(_B, "related story", r"^(?:read more|see more|learn more|show more|load more|view (?:more|all|comments|gallery)|read (?:next|also|the full (?:story|report|article))|more stories like this\b.*|related (?:articles?|stories|coverage|content|topics|video)|you (?:may|might) also like|most (?:read|popular|viewed)|top stories|latest (?:news|stories|headlines)|more (?:from|on|stories|coverage)\b.{0,80}[^.]|what to read next|trending(?: now)?|today['’]s must-reads|original post|analysis/opinion|opinion|exclusive|must-read|up next|watch(?: now| live)?|listen)[.:…]*$", 16),
    Row(_B, "related story", r"\bread more$|^visit \w.{0,40}homepage\b|^(?:read|see) (?:more|the) .{0,60}\bhere\b\W*$|^to read (?:more|the (?:full|rest|original|entire))\b|^this (?:article|story|post) (?:originally |first )?appeared (?:on|in|at)\b|^for more\b.{0,60}\b(?:coverage|stories|news|on this)\b", 30),
    Row(_B, "related story in brackets", r"^\((?:related|read more|more|see also|watch|video|also)\b[:\s][^()]{0,200}\)$", 40),
    Row(_B, "comments", r"^(?:(?:view|show|read|leave|post|add|hide|see|load) (?:a |all |the |your )?(?:\d+ )?comments?\b.{0,20}|(?:\d+ )?comments?|readers?['’]? comments?|your voice|join the (?:conversation|discussion|debate)|submit a report|report (?:a |an )?(?:comment|typo|error|correction)|log ?in(?: or \w+)?(?: to comment)?)\W*$", 8),
    Row(_B, "comments", r"\b(?:comments? policy|community (?:guidelines|standards|rules)|stay (?:civil|on topic)|comments (?:are|have been|were) (?:closed|moderated|disabled)|this comment violates|leave a comment|your feedback has been)\b", 60),
    Row(_B, "sound mark of a transcript", r"^[\[(](?:music|applause|laughter|crosstalk|soundbite|end\b|inaudible|cheering|sound)[^\])]{0,60}[\])]$", 10),
    Row(_B, "dateline alone", rf"^[A-Z][A-Za-z .,’'-]{{2,40}}\((?:{_AGENCY})\)\s*[-–—]*$", 8, cased=True),
    Row(_B, "agency credit alone", rf"^[-–—/(\s]*(?:(?:the )?(?:{_AGENCY})|Associated Press|Agence France-Presse|Press Association)(?:[ ,/]+(?:wires?|staff|\w+ Press))?[)\s.]*$", 6, cased=True),
)  # fmt: skip

COMMENTS_BEGIN = re.compile(r"^(?:readers?['’]? comments?|leave a comment.*|(?:\d+ )?comments?|your voice|join the (?:conversation|discussion)|(?:view|show) comments)\W*$", re.IGNORECASE)  # fmt: skip
"""A line after which a page holds what readers, not reporters, wrote."""

_COMPILED = tuple((row, re.compile(row.pattern, 0 if row.cased else re.IGNORECASE)) for row in ROWS)


def row_for(block: str) -> Row | None:
    """The first row that fits a block's own words, None for what may be reporting."""
    line = " ".join(block.replace("\u200b", " ").split())
    count = line.count(" ") + 1
    for row, pattern in _COMPILED:
        if count <= row.most and len(line) <= 12 * row.most + 40 and pattern.search(line):
            return row
    return None
