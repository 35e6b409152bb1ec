"""Pictures made to harm or cut short, by name. Large ones are made of rows repeated, so that making them needs no memory."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import Image, ImageCms

PNG = b"\x89PNG\r\n\x1a\n"


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _noise() -> Image.Image:
    return Image.merge("RGB", [Image.radial_gradient("L").rotate(30 * i) for i in range(3)])


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _repeated(row: bytes, count: int) -> bytes:
    """A row so many times, as a zlib stream: packed once, for behind a full flush nothing refers to what was before it."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(row) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(count):
        check = zlib.adler32(row, check)
    return b"\x78\x01" + packed * count + packer.flush() + struct.pack(">I", check)


def png(
    width: int, height: int, *, colour: int = 2, bits: int = 8, more: bytes = b"", rows: int | None = None
) -> bytes:
    """A PNG of equal rows; ``rows`` are those really there."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = b"\0" + bytes([90, 120, 40, 255][:channels]) * (width * bits // 8)
    data = _repeated(row, height if rows is None else rows)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return PNG + head + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(entries: list[tuple[int, int, int, int]], tail: bytes = b"", following: int = 0) -> bytes:
    """A little-endian TIFF of one directory: (tag, type, count, value)."""
    directory = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + directory + struct.pack("<I", following) + tail


def _tiff_of(width: int, height: int, strip: int = 0, **changed: int) -> bytes:
    tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 200, 277: 1, 278: height, 279: strip}
    tags |= {int(k[1:]): v for k, v in changed.items()}
    return tiff([(tag, 4, 1, value) for tag, value in sorted(tags.items())], bytes(200))


def _jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(_saved(_noise(), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def _exif_loop(kind: str) -> bytes:
    """EXIF whose directory of directories points to itself."""
    body = tiff([(0x0112, 3, 1, 6), (0x8769, 4, 1, 8), (0x8825, 4, 1, 8)], following=8)
    return _saved(_noise(), kind, exif=b"Exif\0\0" + body)


def _wide_jpeg() -> bytes:
    return _saved(Image.new("RGB", (30_000, 6_000), (90, 120, 40)), "JPEG", quality=50)


def _text_bomb() -> bytes:
    return png(8, 8, more=chunk(b"zTXt", b"Comment\0\0" + _repeated(bytes(1_000_000), 200)))


def _profile_bomb() -> bytes:
    return png(8, 8, more=chunk(b"iCCP", b"x\0\0" + _repeated(bytes(1_000_000), 200)))


def _bad_profile(kind: str) -> bytes:
    good = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    rng = random.Random(4)
    damaged = bytearray(good)
    for _ in range(60):
        damaged[rng.randrange(128, len(damaged))] = rng.randrange(256)
    return _saved(_noise(), kind, icc_profile=bytes(damaged))


def _tags_that_overlap() -> bytes:
    """A profile whose table claims a million tags."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[128:132] = struct.pack(">I", 1_000_000)
    return _saved(_noise(), "JPEG", icc_profile=bytes(profile))


def _bits_flipped(kind: str, seed: int) -> bytes:
    data = bytearray(_saved(_noise(), kind))
    rng = random.Random(seed)
    for _ in range(40):
        data[rng.randrange(10, len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def _signed(signature: bytes, seed: int) -> bytes:
    return signature + random.Random(seed).randbytes(5_000)


def _clipping_path_bomb() -> bytes:
    plain = _saved(_noise().convert("L"), "JPEG")
    content = (
        b"Photoshop 3.0\0" + b"8BIM\x07\xd0\0\0" + struct.pack(">I", 0xFFFFFFFF) + b"8BIM\x0b\xb7\0\0" * 5_000
    )
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + plain[2:]


SIGNATURES = {
    "jpeg": b"\xff\xd8\xff\xe0",
    "png": PNG,
    "tiff-le": b"II*\0",
    "tiff-be": b"MM\0*",
    "webp": b"RIFF\0\x10\0\0WEBPVP8 ",
    "webp-l": b"RIFF\0\x10\0\0WEBPVP8L",
    "gif": b"GIF89a",
    "bmp": b"BM",
    "nothing": b"",
}


def _cases() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF"):
        whole = _saved(_noise(), kind)
        yield f"{kind} cut in the middle", lambda d=whole: d[: len(d) // 2]
        yield f"{kind} cut in its head", lambda d=whole: d[:24]
    for seed, kind in enumerate(("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")):
        yield f"{kind} with bits flipped", lambda k=kind, s=seed: _bits_flipped(k, s)
    for seed, (name, signature) in enumerate(SIGNATURES.items()):
        yield f"{name} and random bytes", lambda g=signature, s=seed: _signed(g, s)
    yield "empty", lambda: b""
    yield "JPEG cut before its end", lambda: _saved(_noise().convert("L"), "JPEG")[:-600]
    yield "PNG bomb", lambda: png(60_000, 60_000, rows=200)
    yield (
        "PNG of two thousand million pixels a row",
        lambda: png(8, 8).replace(struct.pack(">II", 8, 8), struct.pack(">II", 2**31 - 1, 1)),
    )
    yield "PNG without width", lambda: png(0, 8, rows=1)
    yield "PNG just within the limit", lambda: png(20_000, 9_999)
    yield "PNG with alpha just within the limit", lambda: png(14_142, 14_142, colour=6)
    yield "PNG of 16 bits just within the limit", lambda: png(14_142, 14_142, colour=0, bits=16)
    yield "PNG 30,000 pixels wide", lambda: png(30_000, 6_000)
    yield "JPEG 30,000 pixels wide", _wide_jpeg
    yield "JPEG claiming 65,535 pixels square", lambda: _jpeg_claiming(65_535, 65_535)
    yield "JPEG claiming 14,000 pixels square", lambda: _jpeg_claiming(14_000, 14_000)
    yield "JPEG without height", lambda: _jpeg_claiming(256, 0)
    yield "JPEG whose EXIF runs in a ring", lambda: _exif_loop("JPEG")
    yield "WebP whose EXIF runs in a ring", lambda: _exif_loop("WEBP")
    yield "PNG with a text bomb", _text_bomb
    yield "PNG with a profile bomb", _profile_bomb
    for kind in ("JPEG", "PNG", "TIFF", "WEBP"):
        yield f"{kind} with a damaged profile", lambda k=kind: _bad_profile(k)
    yield "JPEG whose profile claims a million tags", _tags_that_overlap
    yield "TIFF bomb", lambda: _tiff_of(100_000, 100_000, 1_000)
    yield "TIFF larger than its file", lambda: _tiff_of(10_000, 10_000, 100_000_000)
    yield "TIFF without width", lambda: _tiff_of(0, 10)
    yield "TIFF of LZW that is none", lambda: _tiff_of(100, 100, 100, t259=5)
    yield "TIFF whose directories run in a ring", lambda: tiff([(256, 4, 1, 4), (257, 4, 1, 4)], following=8)
    yield "TIFF of a thousand samples", lambda: _tiff_of(10, 10, 100, t277=1_000)
    yield "JPEG with a clipping path bomb", _clipping_path_bomb


CASES: dict[str, Callable[[], bytes]] = dict(_cases())
