"""XMP (ISO 16684-1): what the Info dictionary says, once more as XML, and from the same values.

PDF/X-4 has its marker here (ISO 15930-7 §6.7.2; print.md §2). Identifiers are made from the content, so that the same edition gives the same
file.
"""

from __future__ import annotations

import uuid
from html import escape
from typing import Final

from typeset.model.printing import Standard
from typeset.render.pdf.metadata import Metadata

_SPACE: Final = uuid.UUID("6f5c7f53-0d2d-5c6c-9d5e-5a3a6b1f7e21")
_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def xmp(metadata: Metadata, *, accessible: bool = False) -> bytes:
    """The packet, in UTF-8; ``accessible`` says that the document keeps PDF/UA-1 (ISO 14289-1 §5)."""
    when = f"{metadata.date.isoformat()}T12:00:00+08:00"
    title = escape(metadata.title, quote=False)
    alternatives = f'<rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt>'
    mark = uuid.uuid5(_SPACE, f"{metadata.title} {metadata.date.isoformat()}")
    told = {
        "dc:title": alternatives,
        "dc:format": "application/pdf",
        "dc:language": "<rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag>",
        "xmp:CreateDate": when,
        "xmp:ModifyDate": when,
        "xmp:MetadataDate": when,
        "xmp:CreatorTool": escape(metadata.creator, quote=False),
        "pdf:Producer": escape(metadata.producer, quote=False),
        "pdf:Trapped": "False",
        "xmpMM:DocumentID": f"uuid:{mark}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }
    if metadata.standard is Standard.PDFX_4:
        told["pdfxid:GTS_PDFXVersion"] = metadata.markers["GTS_PDFXVersion"]
    elif metadata.standard is not None:
        told |= {f"pdfx:{key}": value for key, value in metadata.markers.items()}
    if accessible:
        told["pdfuaid:part"] = "1"
    used = {key.partition(":")[0] for key in told}
    spaces = " ".join(f'xmlns:{key}="{url}"' for key, url in _NAMESPACES.items() if key in used)
    lines = [f"<{key}>{value}</{key}>" for key, value in told.items()]
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            f'<rdf:Description rdf:about="" {spaces}>',
            *lines,
            "</rdf:Description>",
            "</rdf:RDF>",
            "</x:xmpmeta>",
            '<?xpacket end="r"?>',
        )
    ).encode()
