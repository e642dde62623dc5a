"""A report in which every text that comes from outside tries to break out of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consistency.model import Document, Report, Skipped, Story, Verdict, Waiver
from tests.report_sample import claim, cluster, document, finding, quote


def attack(where: str) -> str:
    """Ends whatever an author may have put a text into, and calls `intruder` by every road; says where it stood."""
    call = f"intruder('{where}')"
    return (
        f"{where} </script></style></textarea></title></svg>--><script>{call}</script><img src=x onerror={call}>"
        f"<svg onload={call}></svg>\" onmouseover=\"{call}\" ' autofocus onfocus='{call}' "
        f"{{{{ 7 * 191 }}}} ${{7 * 191}} &lt;b&gt; </table></details>"
    )


def _document(id: str, outlet: str, day: int, *paragraphs: str) -> Document:
    text = "\n\n".join((attack(f"headline {id}"), *paragraphs))
    plain = document(f"{attack(f'path {id}')}.txt", attack(outlet), date(2031, 3, day), text)
    return replace(plain, url="javascript:intruder('url')", author=attack("author"), wire=attack("wire"), language=attack("language"))


def hostile() -> Report:
    """Two outlets with a contradiction, a difference in wording, an agreement and a shift between them."""
    said = attack("words") + " 38 boats were lost"
    fact = attack("fact") + " 12 claims came in"
    left = _document("l", "Left Outlet", 3, f"“{said}” said Finch.", f"{fact}.", "The quay was closed on Monday.")
    right = _document("r", "Right Outlet", 4, f"“{said} there” said Finch.", f"{fact} late.", "The quay was closed on Tuesday.")
    late = _document("z", "Late Outlet", 24, "The quay stays open, Finch said.", attack("alone"))
    documents = {each.id: each for each in (left, right, late)}
    quotes = [quote(left, said, attack("speaker")), quote(right, f"{said} there", attack("speaker"))]
    facts = [claim(left, f"{fact}."), claim(right, f"{fact} late.")]
    quay = [claim(left, "The quay was closed on Monday."), claim(right, "The quay was closed on Tuesday.")]
    later = claim(late, "The quay stays open, Finch said.", attack("speaker"))
    alone = claim(late, attack("alone"))
    x, w, a = Verdict.CONTRADICT, Verdict.WORDING, Verdict.AGREE
    known = finding("aa09", "number", x, facts[0], facts[1], attack("message waived"), 0.8)
    return Report(
        tuple(documents.values()),
        (*quotes, *facts, *quay, later, alone),
        (
            finding("aa01", "date", x, *quay, attack("message")),
            replace(known, waiver=Waiver("aa09", attack("reason"), attack("owner"))),
            finding("aa03", "shift", x, quay[0], later, attack("message shift"), 0.7),
            finding("bb01", "substitution", w, *quotes, attack("message wording"), 0.85),
        ),
        (
            cluster("k1", x, 3, documents, *quay, later),
            cluster("k2", w, 2, documents, *quotes),
            cluster("k3", a, 2, documents, *facts),
        ),
        (Skipped(attack("skipped"), attack("why")),),
        (attack("warning"),),
        ((left.id, right.id),),
        (Story(attack("story"), (left.id, right.id, late.id)),),
    )
