"""The settings of the tests: those of the program, in a folder of their own, with cheap passwords."""

import os
import tempfile

_var = tempfile.TemporaryDirectory(prefix="thuocdo-tests-")  # gone when the process ends
os.environ["THUOCDO_VAR"] = _var.name
os.environ["THUOCDO_PLAIN_STATIC"] = "1"
for name in ("THUOCDO_DEBUG", "THUOCDO_HTTPS", "THUOCDO_HOSTS", "THUOCDO_TODAY"):
    os.environ.pop(name, None)

from thuocdo.site.settings import *  # noqa: E402, F403 - the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
