"""What is proposed and decided, what the cap leaves, and why."""

from .groups import (
    GroupCount,
    cap_of,
    cap_rule_of,
    group_ids,
    group_or_404,
    groups_of,
    headroom_by_group,
    members_of,
    proposal_of_groups,
)
from .ledger import grades_of, ledger_of
from .outcomes import Why, facts_of, grade_over_limit, limits_of, rater_of, whys_of

__all__ = [
    "GroupCount",
    "Why",
    "cap_of",
    "cap_rule_of",
    "facts_of",
    "grade_over_limit",
    "grades_of",
    "group_ids",
    "group_or_404",
    "groups_of",
    "headroom_by_group",
    "ledger_of",
    "limits_of",
    "members_of",
    "proposal_of_groups",
    "rater_of",
    "whys_of",
]
