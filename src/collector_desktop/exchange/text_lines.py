"""Lines of a part of a package: they end at a line feed and nowhere else."""


def lines_of(text: str) -> list[str]:
    """The lines that are not empty; U+2028, U+2029 and U+0085, which a person may paste, stand in JSON as they are."""
    return [line for line in text.split("\n") if line]
