# -*- coding: utf-8 -*-
"""What `run`, `test` and `check` stand on. Plain Python; this file must parse on any version of it."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Thước Đo cần Python 3.11 trở lên, đây là Python %(here)s. "
        "Thước Đo needs Python 3.11 or newer; this is %(here)s. Try: python3.11 %(script)s"
        % {"here": ".".join(map(str, sys.version_info[:3])), "script": sys.argv[0]}
    )
