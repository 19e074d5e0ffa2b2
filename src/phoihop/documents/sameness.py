"""When two entries of a register bear the number of one paper: the rule of one and of many."""

from phoihop import vntext
from phoihop.documents.facts import DocumentFacts

_LONGEST_KEY = 60


def key_of(facts: DocumentFacts) -> str:
    """The number and symbol as the register compares them; "" for a paper without a number."""
    return vntext.symbol_key(facts.code)[:_LONGEST_KEY]


def is_same_issuer(facts: DocumentFacts, issuer: int | None, name: str) -> bool:
    """Whether an entry, by its issuer's id and printed name, may be of the issuer of the facts."""
    said = facts.issuer_name or (facts.issuer.name if facts.issuer else "")
    if not said or not name or vntext.canonical(said) == vntext.canonical(name):
        return True
    return facts.issuer is not None and issuer == facts.issuer.pk
