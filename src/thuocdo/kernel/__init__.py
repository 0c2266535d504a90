"""Words that every room uses. Pure: no Django, no database, no clock."""
