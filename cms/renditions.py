"""The sizes and formats in which pages show pictures, made when a picture comes in."""

RENDITION_RATIO = "3:2"
RENDITION_WIDTHS = (320, 640, 960)
FALLBACK_WIDTH = 640


def rendition_specs(ratio: str, widths: tuple[int, ...]) -> list[str]:
    """Wagtail's filter specs: one AVIF a width, then the JPEG of browsers without AVIF."""
    across, down = (int(side) for side in ratio.split(":"))
    fills = {width: f"fill-{width}x{round(width * down / across)}" for width in widths}
    avif = [f"{fill}|format-avif|avifquality-50" for fill in fills.values()]
    return [*avif, f"{fills[FALLBACK_WIDTH]}|format-jpeg|jpegquality-75"]


ALL_SPECS = rendition_specs(RENDITION_RATIO, RENDITION_WIDTHS)
FALLBACK_SPEC = ALL_SPECS[-1]
# Twice the height that it has on a page, for sharp screens; PNG keeps what is transparent.
LOGO_SPEC = "max-480x112|format-png"
