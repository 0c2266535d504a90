"""Who may do what with a review: acts by people, in every state."""

import pytest

from tests.builders import a_review, codes
from tests.standing import EVERYBODY, beside_another, standing
from thuocdo.reviews.models import PromptSheet
from thuocdo.reviews.permissions import (
    may_complete,
    may_coordinate_reviews,
    may_prompt,
    may_read,
    may_return,
    may_see_prompts,
    may_send_prompts,
    may_submit,
    may_write,
    roles_in,
)
from thuocdo.reviews.queries import reviews_visible_to, step_of_review
from thuocdo.reviews.states import REVIEW

lived, year = standing(beside_another(a_review))

ROLES = {
    "lan": {"lan": {"author", "colleague"}, "TH": {"colleague"}, "hoa": set()},
    "bao": {"lan": {"colleague"}, "TH": {"colleague"}, "hoa": set()},
    "tuan": {"lan": {"colleague"}, "TH": {"colleague"}, "hoa": set()},
    "minh": {"lan": {"head", "colleague"}, "TH": {"author", "head", "colleague"}, "hoa": set()},
    "hoa": {
        "lan": {"coordinator"},
        "TH": {"coordinator"},
        "hoa": {"author", "head", "colleague", "coordinator"},
    },
    "son": {"lan": {"in_charge", "chief"}, "TH": {"in_charge", "chief"}, "hoa": {"chief"}},
    "khach": {"lan": set(), "TH": set(), "hoa": {"colleague"}},
    "minh@so": {"lan": set(), "TH": set(), "hoa": set()},
    "hoa@so": {"lan": set(), "TH": set(), "hoa": set()},
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_everybody_is_to_a_review(year, name):
    by = year.by(name)
    assert {about: set(roles_in(year.review(about), by)) for about in ("lan", "TH", "hoa")} == ROLES[name]


MAY = {
    # Lan's review:          who, while it stands at...
    "read": {
        "draft": {"lan"},
        "excused": {"lan"},
        "submitted": {"lan", "minh", "hoa", "son"},
        "returned": {"lan", "minh", "hoa", "son"},
        "completing": {"lan", "bao", "tuan", "minh", "hoa", "son"},
        "complete": {"lan", "bao", "tuan", "minh", "hoa", "son"},
    },
    "write": {"draft": {"lan"}, "returned": {"lan"}, "completing": {"lan"}},
    "submit": {"draft": {"lan"}, "returned": {"lan"}},
    "complete": {"completing": {"lan"}},
    "return": {"submitted": {"minh", "hoa"}, "complete": {"hoa"}},
}


@pytest.mark.parametrize("state", REVIEW.states)
def test_who_may_do_what_in_each_state(year, state):
    review = year.review("lan")
    review.state = state
    step = step_of_review(review)
    asked = {
        "read": lambda by: may_read(review, by),
        "write": lambda by: may_write(review, by, step),
        "submit": lambda by: may_submit(review, by, step),
        "complete": lambda by: may_complete(review, by),
        "return": lambda by: may_return(review, by),
    }
    may = {act: {name for name in EVERYBODY if ask(year.by(name)) == []} for act, ask in asked.items()}
    assert may == {act: MAY[act].get(state, set()) for act in asked}


@pytest.mark.parametrize("state", REVIEW.states)
def test_the_query_and_the_table_agree_for_everybody_and_everything(year, state):
    reviews = [year.review(name) for name in ("son", "hoa", "khach", "minh", "tuan", "lan", "bao", "TH")]
    for review in reviews:
        review.state = state
        review.save()
    for name in EVERYBODY:
        by = year.by(name)
        listed = set(reviews_visible_to(by).values_list("pk", flat=True))
        told = {review.pk for review in reviews if may_read(review, by) == []}
        assert listed & {review.pk for review in reviews} == told, name


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_sees_and_writes_prompts_and_arranges(year, name):
    by, step = year.by(name), year.step("review_prompts")
    sheet = PromptSheet(cycle=year.cycle, unit=year.unit)
    assert {
        "see": may_see_prompts(year.unit, by) == [],
        "write": may_prompt(year.cycle, year.unit, by, step) == [],
        "send": may_send_prompts(sheet, by, step) == [],
        "arrange": may_coordinate_reviews(year.cycle, by) == [],
    } == {
        "see": name in ("minh", "hoa", "son"),
        "write": name == "minh",
        "send": name == "minh",
        "arrange": name == "hoa",
    }


def test_a_deputy_leads_where_there_is_no_head(year):
    year.office.minh.posts.update(until="2023-11-01")
    by = year.by("tuan")
    assert roles_in(year.review("TH"), by) == {"author", "head", "colleague"}
    assert roles_in(year.review("lan"), by) == {"head", "colleague"}


def test_prompts_are_sent_once(year):
    by, step = year.by("minh"), year.step("review_prompts")
    sheet = PromptSheet(cycle=year.cycle, unit=year.unit, sent_at=by.at)
    assert codes(may_send_prompts(sheet, by, step)) == ["review.prompts_sent"]
