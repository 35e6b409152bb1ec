"""The report as one HTML file: every page as a picture with its findings marked, their list beside it. No script, nothing from outside."""

from typeset.report.html.report import HtmlReport

__all__ = ["HtmlReport"]
