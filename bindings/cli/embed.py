"""Write claim files into a C file, so that the command carries them wherever it runs.

usage: embed.py OUTPUT COUNT FILE...

The first COUNT files are what is audited when none is named.
"""

import json
import pathlib
import sys


def literal(text):
    """C string literals, one a line; octal escapes keep any byte and end themselves."""
    lines = []
    for line in text.splitlines(keepends=True):
        body = "".join(
            chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
            for byte in line.encode()
        )
        lines.append(f'     "{body}"')
    return "\n".join(lines)


def main(output, count, paths):
    rows = []
    for path in map(pathlib.Path, paths):
        text = path.read_text(encoding="utf-8")
        json.loads(text)
        rows.append(f'    {{"{path.name}",\n{literal(text)}}},\n')
    pathlib.Path(output).write_text(
        '#include "claims.h"\n\n'
        "const claim_text shipped_claims[] = {\n" + "".join(rows) + "};\n"
        "const size_t shipped_claim_count = "
        "sizeof shipped_claims / sizeof *shipped_claims;\n"
        f"const size_t shipped_article_count = {int(count)};\n",
        encoding="ascii",
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
