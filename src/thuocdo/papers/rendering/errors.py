"""What can go wrong when a paper is made; always a clear sentence, never a paper with holes."""

from thuocdo.kernel.findings import Finding


class PaperError(ValueError):
    """A template, a sheet or a profile is wrong; the message says where."""


class UnprintableText(PaperError):
    """A sheet holds characters for which the paper's font has no glyph (an emoji, for instance)."""

    def __init__(self, characters: list[str], near: str):
        self.letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in characters)
        self.finding = Finding("paper.unprintable", facts={"letters": self.letters, "near": near})
        super().__init__(f"Ký tự không in được trên văn bản: {self.letters}; gần chỗ: “{near}”")
