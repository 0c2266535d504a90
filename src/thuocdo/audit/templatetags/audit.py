from django import template

from ..wording import VERBS

register = template.Library()


@register.filter
def audit_verb(verb: str) -> str:
    """What was done, in words."""
    return str(VERBS[verb])
