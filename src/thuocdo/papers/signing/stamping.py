"""Ask a time-stamping authority when something was signed (RFC 3161)."""

import asyncio
from http.client import HTTPException
from urllib.request import Request, urlopen

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

_WAIT = 10.0  # seconds
_LARGEST = 2**18  # bytes of an answer


class Authority(TimeStamper):
    """A time-stamping authority at an address."""

    def __init__(self, address: str, wait: float = _WAIT):
        super().__init__()
        self.address, self.wait = address, wait

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, asked: bytes) -> tsp.TimeStampResp:
        try:
            if not self.address.startswith(("http://", "https://")):
                raise ValueError(self.address)
            request = Request(  # noqa: S310 - http and https only, said above
                self.address, data=asked, headers={"Content-Type": "application/timestamp-query"}
            )
            with urlopen(request, timeout=self.wait) as answer:  # noqa: S310
                said = tsp.TimeStampResp.load(answer.read(_LARGEST), strict=True)
                said["status"].native  # noqa: B018 - asn1crypto reads when it is asked
        except (OSError, HTTPException, ValueError) as error:
            raise TimestampRequestError(str(error)) from error
        return said
