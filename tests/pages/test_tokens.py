"""Colors keep the contrasts that WCAG 2.2 AA asks for, in light and dark."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "pages/static/pages/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = CSS.split("@media (prefers-color-scheme: dark)")
TEXT, SIGN = 4.5, 3.0

PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent", "accent-deep", "stop")
      for ground in ("paper", "surface", "sunken")],
    *[(tone, f"{tone}-wash", TEXT) for tone in ("good", "care", "stop", "plain")],
    *[("ink", wash, TEXT) for wash in ("accent-wash", "good-wash", "care-wash", "stop-wash")],
    *[(ink, "accent-wash", TEXT) for ink in ("ink-soft", "accent", "accent-deep")],
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-deep", TEXT),
    ("on-band", "band", TEXT),
    *[(sign, ground, SIGN) for sign in ("focus", "line-strong") for ground in ("paper", "surface", "sunken")],
]  # fmt: skip


def colors(part: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part))


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "enough"), PAIRS)
def test_contrast(scheme: str, ink: str, ground: str, enough: float) -> None:
    shown = colors(LIGHT) | (colors(DARK) if scheme == "dark" else {})
    assert contrast(shown[ink], shown[ground]) >= enough


def test_dark_says_every_color_anew() -> None:
    assert colors(DARK).keys() == colors(LIGHT).keys()


@pytest.mark.parametrize("sheet", ["base", "components", "forms"])
def test_colors_are_named_in_one_place_only(sheet: str) -> None:
    css = (Path(__file__).parents[2] / f"pages/static/pages/{sheet}.css").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", css)
