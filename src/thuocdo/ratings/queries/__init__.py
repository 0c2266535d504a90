"""What is proposed and decided, what the cap leaves, and why."""

from .deciding import Case, Choice, cases_of, undecided
from .groups import (
    GroupCount,
    cap_of,
    cap_rule_of,
    group_ids,
    group_or_404,
    groups_of,
    groups_touching,
    headroom_by_group,
    members_in,
    members_of,
    over_final_cap,
    proposal_of_groups,
)
from .ledger import ByAxis, grades_by_axis, grades_of, ledger_of
from .levels import Level, count_in, levels_of
from .outcomes import Why, facts_of, grade_over_limit, limits_of, rater_of, whys_of
from .periods import NUMBERS, period_scores_of, points_of, scored_by_period, told_points
from .trial import Changes, TrialGroup, trial_of
from .years import YearOf, flags_of, order_in_agency, order_in_unit, years_of

__all__ = [
    "NUMBERS",
    "ByAxis",
    "Case",
    "Changes",
    "Choice",
    "GroupCount",
    "Level",
    "TrialGroup",
    "Why",
    "YearOf",
    "cap_of",
    "cap_rule_of",
    "cases_of",
    "count_in",
    "facts_of",
    "flags_of",
    "grade_over_limit",
    "grades_by_axis",
    "grades_of",
    "group_ids",
    "group_or_404",
    "groups_of",
    "groups_touching",
    "headroom_by_group",
    "ledger_of",
    "levels_of",
    "limits_of",
    "members_in",
    "members_of",
    "order_in_agency",
    "order_in_unit",
    "over_final_cap",
    "period_scores_of",
    "points_of",
    "proposal_of_groups",
    "rater_of",
    "scored_by_period",
    "told_points",
    "trial_of",
    "undecided",
    "whys_of",
    "years_of",
]
