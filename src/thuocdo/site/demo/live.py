"""Lives the year of the demo office, by calling the same actions that people call.

The year is a list of scenes, each with its moment. Living up to a day plays every scene before it, so
that on a day of the meetings one of them is caught in the middle.
"""

from collections.abc import Iterator
from datetime import datetime

from .by_hand import ByHand
from .conference import KeyOfficials
from .deciding import Deciding
from .drafting import Reports
from .joint import Joint
from .leadership import Leadership
from .scenes import MEETING_DAYS, Scene
from .settle import DemoOffice
from .sitting import Sitting
from .story import Story
from .writing import Writing


def live_until(office: DemoOffice, moment: datetime) -> int:
    """Play every scene up to the moment; returns how many."""
    due = [scene for scene in _scenes(Story(office)) if scene.at <= moment]
    for scene in sorted(due, key=lambda scene: scene.at):
        scene.play(scene.at)
    return len(due)


def _scenes(story: Story) -> Iterator[Scene]:
    yield from Writing(story).scenes()
    for code in MEETING_DAYS:
        yield from Sitting(story, code).scenes()
    for part in (Deciding, Joint, Reports, KeyOfficials, ByHand, Leadership):
        yield from part(story).scenes()
