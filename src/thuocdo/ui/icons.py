"""A few line icons of our own, 16 by 16, drawn with the colour of the text beside them."""

PATHS = {
    "done": '<path d="M3 8.5 6.5 12 13 4.5"/>',
    "waiting": '<circle cx="8" cy="8" r="5.5"/>',
    "soon": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 2"/>',
    "late": '<path d="M8 2 15 14H1Z"/><path d="M8 6.5v3.5M8 12v.2"/>',
    "returned": '<path d="M6 3 2.5 6.5 6 10"/><path d="M3 6.5h6a4 4 0 0 1 0 7H7"/>',
    "refused": '<circle cx="8" cy="8" r="6"/><path d="M3.8 3.8l8.4 8.4"/>',
    "info": '<circle cx="8" cy="8" r="6"/><path d="M8 7.2v4M8 4.8v.2"/>',
    "lock": '<rect x="3" y="7" width="10" height="7" rx="1"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>',
    "eye": '<path d="M1 8s2.6-4.5 7-4.5S15 8 15 8s-2.6 4.5-7 4.5S1 8 1 8Z"/><circle cx="8" cy="8" r="2"/>',
    "person": '<circle cx="8" cy="5.2" r="2.8"/><path d="M2.5 14c.6-3 2.7-4.5 5.5-4.5s4.9 1.5 5.5 4.5"/>',
    "unit": '<path d="M2.5 14V4.5L8 2l5.5 2.5V14M6.5 14v-3.5h3V14M5.5 7h.2M8 7h.2M10.4 7h.2"/>',
    "paper": '<path d="M3.5 1.5h6l3 3v10h-9Z"/><path d="M9.5 1.5v3h3M5.5 8h5M5.5 10.8h5"/>',
    "calendar": '<rect x="2" y="3" width="12" height="11" rx="1"/><path d="M2 6.5h12M5 1.5V4M11 1.5V4"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/>',
    "next": '<path d="m6 3 5 5-5 5"/>',
    "back": '<path d="m10 3-5 5 5 5"/>',
    "add": '<path d="M8 3v10M3 8h10"/>',
    "print": '<path d="M4.5 6V2h7v4M4.5 11H2.5V6h11v5h-2"/><path d="M4.5 9.5h7V14h-7Z"/>',
    "contrast": '<circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor"/>',
    "file": '<path d="M6 8.5V5a2 2 0 0 1 4 0v6a3.2 3.2 0 0 1-6.4 0V6"/>',
}
