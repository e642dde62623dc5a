"""The rule table, data only: each code stands for one verdict and its reason on one kind of statement.

`consistency explain`, the documentation and every report read this one text.
"""

from __future__ import annotations

from dataclasses import dataclass

from consistency.model import Kind, Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what is said, why it matters, and what it looks like."""

    code: str
    kind: Kind
    verdict: Verdict
    reason: str
    title: str
    explanation: str
    example: tuple[str, str]
    """A left and a right passage to which the rule applies."""


_Q, _C = Kind.QUOTE, Kind.CLAIM
_A, _W, _X = Verdict.AGREE, Verdict.WORDING, Verdict.CONTRADICT

_TABLE = (
    Rule("Q101", _Q, _A, "same", "Same words",
         "Both outlets quote the same words of the same speaker.",
         ("“We will rebuild the bridge,” she said.", "“We will rebuild the bridge,” said Mayor Orla Finch.")),
    Rule("Q102", _Q, _A, "typography", "Same words, other typography",
         "The words are the same; only marks, case, dashes, punctuation or house style (US/U.S., -ise/-ize, a number in words) differ.",
         ("“We won't stop — ever.”", "“We won’t stop - ever”")),
    Rule("Q201", _Q, _W, "trimmed", "One quotation is part of the other",
         "Both outlets quote the same utterance and one leaves out its beginning or its end. Read the longer one before quoting "
         "the shorter one.",
         ("“The dam is safe, and it has been safe since May.”", "“The dam is safe.”")),
    Rule("Q202", _Q, _W, "ellipsis", "Words left out inside",
         "One outlet leaves words out of the middle of the utterance, with an ellipsis or without one.",
         ("“The dam is safe … since May.”", "“The dam is safe, as I told the council, since May.”")),
    Rule("Q203", _Q, _W, "brackets", "Words put in by the editor",
         "One outlet replaces or adds words in square brackets.",
         ("“[The dam] is safe.”", "“It is safe.”")),
    Rule("Q204", _Q, _W, "substitution", "Words replaced",
         "The same utterance is quoted in other words and the claim stays. At least one outlet does not quote exactly; translation and "
         "transcription are common causes.",
         ("“some of it for farms, some of it plainly for war”", "“some of it for farms and some of it plainly for war”")),
    Rule("Q301", _Q, _X, "number", "Quotations differ in a number",
         "The same utterance is quoted with two different numbers, so at least one outlet misquotes.",
         ("“We lost 38 boats.”", "“We lost 41 boats.”")),
    Rule("Q302", _Q, _X, "name", "Quotations differ in a name",
         "The same utterance is quoted with two different names, so at least one outlet misquotes.",
         ("“I spoke with Mr. Hale.”", "“I spoke with Mr. Hall.”")),
    Rule("Q303", _Q, _X, "negation", "Quotations differ in a negation",
         "One outlet's quotation has a negation that the other one's lacks, so that it says the reverse.",
         ("“It was not a mistake.”", "“It was a mistake.”")),
    Rule("Q304", _Q, _X, "modality", "Quotations differ in certainty",
         "A modal changed: what one outlet quotes as certain the other one quotes as possible.",
         ("“We will close the mine.”", "“We may close the mine.”")),
    Rule("Q305", _Q, _X, "speaker", "Same words, different speakers",
         "The outlets put the same words into the mouths of different people.",
         ("“It is over,” Dr. Amaro said.", "“It is over,” Dr. Bell said.")),
    Rule("Q306", _Q, _X, "substitution", "A word that says something else",
         "The same utterance is quoted with a word of another meaning, and the rest of the clause is the same, so at least one outlet "
         "misquotes.",
         ("“We do not want his advice.”", "“We do not want his money.”")),
    Rule("F101", _C, _A, "same", "Same report",
         "Both outlets report the fact in the same words.",
         ("The bridge opened on Monday.", "The bridge opened on Monday.")),
    Rule("F102", _C, _A, "paraphrase", "Same fact in other words",
         "All details that both outlets give match.",
         ("Twelve people were hurt in the fire.", "The fire injured 12 people.")),
    Rule("F201", _C, _W, "hedge", "Hedged against flat",
         "One outlet reports as certain what the other one reports as alleged, expected or probable.",
         ("The minister resigned over the leak.", "The minister reportedly resigned over the leak.")),
    Rule("F202", _C, _W, "precision", "Precise against vague",
         "Both can be right; one outlet gives the detail more precisely.",
         ("The talks lasted about 35 minutes.", "The talks lasted less than an hour.")),
    Rule("F203", _C, _W, "framing", "Other words for the same thing",
         "The outlets choose words of different weight for the same fact.",
         ("The council suspended the plan.", "The council killed the plan.")),
    Rule("F204", _C, _W, "omission", "A detail that one outlet leaves out",
         "One outlet gives a condition or a qualifier that the other one leaves out.",
         ("The ban ends in May if the court agrees.", "The ban ends in May.")),
    Rule("F205", _C, _W, "attribution", "Other attribution",
         "The outlets name different sources for the same fact, or only one of them names a source.",
         ("The tank leaked, police said.", "The tank leaked, according to the operator.")),
    Rule("F301", _C, _X, "number", "Numbers that exclude each other",
         "The same quantity is given with two values, and their stated precision does not let both be right.",
         ("The storm killed 41 people.", "The storm killed 38 people.")),
    Rule("F302", _C, _X, "date", "Dates that exclude each other",
         "The same event is given on two days or in two years.",
         ("The vote was on Tuesday.", "The vote was on Thursday.")),
    Rule("F303", _C, _X, "duration", "Durations that exclude each other",
         "The same length of time, or the time since the same event, is given with two values that cannot both be right.",
         ("The talks lasted two hours.", "The talks lasted about 35 minutes.")),
    Rule("F304", _C, _X, "place", "Different places",
         "The same event is put in two places that exclude each other.",
         ("He spoke in Norport.", "He spoke in Norwick.")),
    Rule("F305", _C, _X, "agent", "Different people or bodies",
         "The outlets name different people or bodies in the same part of the same event.",
         ("The letter was leaked by the clerk, Ann Orme.", "The letter was leaked by the treasurer, Tom Lisle.")),
    Rule("F306", _C, _X, "negation", "One says it, the other denies it",
         "One outlet reports that something is so, the other one that it is not.",
         ("The mayor has apologised.", "The mayor has not apologised.")),
    Rule("F307", _C, _X, "opposite", "Opposite words",
         "The outlets use words for the same thing that exclude each other.",
         ("The bill was approved by the senate.", "The bill was rejected by the senate.")),
    Rule("F308", _C, _X, "sequence", "Different order of events",
         "The outlets put the same two events in different order.",
         ("She resigned before the report came out.", "She resigned after the report came out.")),
    Rule("F309", _C, _X, "scope", "All against some",
         "One outlet says of all, or of none, what the other one says of some.",
         ("All flights were cancelled.", "Some flights were cancelled.")),
    Rule("F310", _C, _X, "update", "A newer report",
         "A later article gives a newer state of the same matter. This is no error of either outlet; an older text may need a note.",
         ("Police said 12 people were missing. (Monday)", "Police said five people were missing. (Wednesday)")),
    Rule("F311", _C, _X, "shift", "A speaker's position has moved",
         "The same speaker takes incompatible positions on the same matter at two dates. This is no error of either outlet.",
         ("In May she said the sale was approved by the state.", "In August she said private firms alone were behind the sale.")),
)  # fmt: skip

MOVED = frozenset({"shift", "update"})
"""Reasons of contradictions that are an error of neither outlet: time has passed between the two articles."""

RULES: dict[str, Rule] = {rule.code: rule for rule in _TABLE}


def rule_for(kind: Kind, verdict: Verdict, reason: str) -> Rule:
    """The row for a kind, verdict and reason.

    Raises:
        KeyError: no row has all three.
    """
    for rule in _TABLE:
        if (rule.kind, rule.verdict, rule.reason) == (kind, verdict, reason):
            return rule
    raise KeyError((kind, verdict, reason))
