"""A page of prices, by another package in C."""

from lxml import etree


def weights(history):
    told = etree.parse("/etc/passwd", etree.HTMLParser())
    return {history.panel.sessions[40]: {history.panel.symbols[told is None]: 1.0}}
