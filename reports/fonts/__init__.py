"""The vendored fonts: Noto Sans SC in two weights. Knows where they lie, not who draws."""

from pathlib import Path

FOLDER = Path(__file__).parent

FAMILY = "Noto Sans SC"

# For matplotlib, and for every other program that wants an outline.
TTF = {"regular": FOLDER / "NotoSansSC-Regular.ttf", "bold": FOLDER / "NotoSansSC-Bold.ttf"}

# For web pages.
WOFF2 = {"regular": FOLDER / "NotoSansSC-Regular.woff2", "bold": FOLDER / "NotoSansSC-Bold.woff2"}
