"""The web kernel: base page, components, template tags, css and js. It knows no domain.

Rooms extend `ui/base.html`, use the tags of `templatetags/ui.py` and register their words in `wording.py`.
"""
