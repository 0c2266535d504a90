"""How many key officials must be there (II.3.b). Pure."""

from fractions import Fraction

from thuocdo.kernel.findings import Citation, Finding


def quorum_lacking(
    present: int, summoned: int, share: Fraction, source: Citation | None = None
) -> list[Finding]:
    """Fewer came than the share of those summoned that it takes."""
    if summoned and present >= share * summoned:
        return []
    facts = {"present": present, "summoned": summoned, "share": f"{share.numerator}/{share.denominator}"}
    return [Finding("conference.no_quorum", source, facts)]
