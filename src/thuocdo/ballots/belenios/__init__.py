"""The verifiable ballot: encrypted in the browser, added up unopened, opened only as a sum, checked by anyone.

Speaks version 1 of the published Belenios protocol (group BELENIOS-2048), written from its description and from runs of
Debian's `belenios-tool`; knows nothing of Django or of what is voted on. What is written and what it promises:
docs/ballot-format.md. Offers: `election.Election`, `ballot.make_ballot`, `ballot.check_ballot`, `trustees`, `tally`,
`archive.write_archive`, `verify.verify_archive`.
"""
