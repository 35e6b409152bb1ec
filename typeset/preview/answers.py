"""How the server answers: JSON in the language asked for, and refusals as findings in words (issue 8)."""

from __future__ import annotations

import json
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from typeset.catalogue import message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.report.json_value import Json

OK: Final = 200
SEE_OTHER: Final = 303
BAD_REQUEST: Final = 400
UNAUTHORIZED: Final = 401
FORBIDDEN: Final = 403
NOT_FOUND: Final = 404
CONFLICT: Final = 409
TOO_LARGE: Final = 413
WRONG_TYPE: Final = 415
MISDIRECTED: Final = 421
UNPROCESSABLE: Final = 422
FAILED: Final = 500
UNAVAILABLE: Final = 503

_LANGUAGES: Final = {lang.value: lang for lang in Lang}


def lang_of(request: Request, usual: Lang) -> Lang:
    """The language asked for with ``?lang=``, else the usual one."""
    return _LANGUAGES.get(request.query_params.get("lang", ""), usual)


def answer(value: Json, status: int = OK, *, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    return Response(compact(value), status, headers, media_type="application/json")


def compact(value: Json) -> str:
    """A value as JSON text without white."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def refused(found: Finding, status: int, lang: Lang) -> Response:
    """A finding as the reason why a request is not served: ``{error, code}``."""
    return answer({"error": message(found, lang), "code": found.code}, status)
