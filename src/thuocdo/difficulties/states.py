"""The life of a difficulty, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

RAISED, FORWARDED, ANSWERED = "raised", "forwarded", "answered"

DIFFICULTY = Lifecycle(
    "difficulty",
    {
        (RAISED, "forward"): FORWARDED,
        (FORWARDED, "answer"): ANSWERED,
        (ANSWERED, "answer"): ANSWERED,  # another answer supersedes the paper of the first
    },
)
