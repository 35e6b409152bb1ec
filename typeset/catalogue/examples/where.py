"""Where an example of the catalogue is written: in which file, and under which key of it."""

from __future__ import annotations

import enum

from typeset.catalogue.entry import Lang


class Where(enum.Enum):
    """Places examples are written in, by the word that follows ``@`` in the files of examples.

    Examples of all but ``TOLD`` and ``COMMAND`` are true: their tests write them there and read them. ``FILES`` begin each file with a
    comment that names it.
    """

    HOUSE = "house"
    LAYOUT = "layout"
    FRAMES = "frames"
    EDITION = "edition"
    PLACE = "place"
    STORY = "story"
    FRONT = "front"
    COPY = "copy"
    FACES = "faces"
    YAML = "yaml"
    FILES = "files"
    COMMAND = "command"
    TOLD = ""

    def words(self, lang: Lang) -> str:
        """The place in words, or "" where the example names it itself."""
        zh, en = _WORDS.get(self, ("", ""))
        return zh if lang is Lang.ZH else en


_WORDS = {
    Where.HOUSE: ("报纸版式", "in the house style"),
    Where.LAYOUT: ("版式", "in a layout"),
    Where.FRAMES: ("版式的 frames", "under frames of a layout"),
    Where.EDITION: ("edition.yaml", "in edition.yaml"),
    Where.PLACE: ("edition.yaml 里一版的 place", "under place of a page in edition.yaml"),
    Where.STORY: ("稿件", "a story"),
    Where.FRONT: ("稿件头部", "in the front matter of a story"),
    Where.COPY: ("稿件正文", "in the copy of a story"),
    Where.FACES: ("fonts/fonts.yaml 的 faces", "under faces in fonts/fonts.yaml"),
    Where.YAML: ("YAML 文件", "in a YAML file"),
    Where.COMMAND: ("命令行", "on the command line"),
}
