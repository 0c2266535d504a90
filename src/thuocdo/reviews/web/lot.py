"""All self-reviews of the year in one ZIP, for the coordinating unit."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from thuocdo.cycle.queries import cycle_or_404
from thuocdo.kernel.findings import refuse_if
from thuocdo.papers.bulk import streamed_zip
from thuocdo.ui.answers import streamed_answer

from ..actions import take_away_reviews
from ..permissions import may_coordinate_reviews
from ..queries import reviews_in, reviews_to_take_away
from ..states import COMPLETE

MANY = 5000  # from here on the command at the server is the better way: it can be broken off and goes on


@require_http_methods(["GET", "POST"])
def take_away(request: HttpRequest) -> HttpResponseBase:
    """What there is to take away; the ZIP is made while it is sent, and kept nowhere."""
    by = request.actor
    cycle = cycle_or_404(by)
    refuse_if(may_coordinate_reviews(cycle, by))
    if request.method == "POST":
        return streamed_answer(
            streamed_zip(take_away_reviews(cycle, by=by)), f"tu-kiem-diem-{cycle.year}", "zip"
        )
    reviews = reviews_to_take_away(cycle)
    context = {
        "cycle": cycle,
        "number": reviews.count(),
        "complete": reviews.filter(state=COMPLETE).count(),
        "everybody": reviews_in(cycle).filter(person__isnull=False).count(),
        "many": reviews.count() >= MANY,
    }
    return render(request, "reviews/take_away.html", context)
