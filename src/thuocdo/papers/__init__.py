"""Official papers: a room hands over a sheet of facts; the pack's template turns it into one tree of content,
and that tree is written as DOCX (to be corrected in Word) and PDF/A (to be signed), in the layout of the State
(Nghị định 30/2020/NĐ-CP) or of the Party (Hướng dẫn 36-HD/VPTW). `rendering` is pure and knows no room;
`rules` holds what an official paper must satisfy: number and symbol, letterhead, signature lines, file names.
"""
