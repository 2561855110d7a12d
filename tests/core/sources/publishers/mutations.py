"""Ways in which a file arrives broken, each drawn from a seed so that it happens again."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping

Mutation = Callable[[bytes, random.Random], bytes]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def other_separator(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b";", b"|").replace(b",", chance.choice((b" ", b"\t", b";", b":")))


def mixed_encodings(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    wild = "S\u00fadwest-Frysl\u00e2n".encode("cp1252") + "\u00ebn\u00ef\u20ac".encode()
    return content[:at] + wild * chance.randrange(1, 4) + content[at:]


def swapped_columns(content: bytes, chance: random.Random) -> bytes:
    separator = b";" if content.count(b";") > content.count(b",") else b","
    lines = content.split(b"\n")
    width = lines[0].count(separator) + 1
    order = chance.sample(range(width), width)
    return b"\n".join([lines[0], *(_reordered(line, separator, order) for line in lines[1:])])


def _reordered(line: bytes, separator: bytes, order: list[int]) -> bytes:
    cells = line.split(separator)
    return separator.join(cells[i] for i in order if i < len(cells))


def doubled_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join([*lines, *(chance.choice(lines[1:] or lines) for _ in range(5))])


def absurd_values(content: bytes, chance: random.Random) -> bytes:
    digits = [i for i, byte in enumerate(content) if chr(byte).isdigit()]
    wild = (b"1e999", b"-7", b"99999999999", b"NaN", b"0x1F", b"=1+1", b"--", b"\xe2\x88\x9e")
    for at in sorted(chance.sample(digits, min(12, len(digits))), reverse=True):
        content = content[:at] + chance.choice(wild) + content[at + 1 :]
    return content


def flipped_bits(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def lost_heading(content: bytes, _chance: random.Random) -> bytes:
    return content.split(b"\n", 1)[-1]


def renamed_columns(content: bytes, chance: random.Random) -> bytes:
    heading, _, rest = content.partition(b"\n")
    for letter in chance.sample(b"aeiorst", 3):
        heading = heading.replace(bytes([letter]), b"x")
    return heading + b"\n" + rest


def zeroes(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes(chance.randrange(1, 50)) + content[at:]


def endless_line(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\n", b" ") * chance.randrange(1, 20)


def zipped(content: bytes, name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def escaping_archive(content: bytes, chance: random.Random) -> bytes:
    places = ("../../escaped.csv", "/etc/escaped.csv", "a/../../../escaped.csv", "..\\escaped.csv")
    return zipped(content, chance.choice(places))


def bomb(_content: bytes, chance: random.Random) -> bytes:
    return zipped(bytes(chance.randrange(21, 24) * 1_000_000), "figures.csv")


def nested_archive(content: bytes, _chance: random.Random) -> bytes:
    return zipped(zipped(content, "figures.csv"), "inner.zip")


def broken_archive(content: bytes, chance: random.Random) -> bytes:
    return flipped_bits(cut_off(zipped(content, "figures.csv"), chance) + b"P", chance)


MUTATIONS: Mapping[str, Mutation] = {
    one.__name__: one
    for one in (
        cut_off,
        other_separator,
        mixed_encodings,
        swapped_columns,
        doubled_lines,
        absurd_values,
        flipped_bits,
        lost_heading,
        renamed_columns,
        zeroes,
        endless_line,
        escaping_archive,
        bomb,
        nested_archive,
        broken_archive,
    )
}
