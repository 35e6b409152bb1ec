"""Characters to lines: classes of characters, legal breaks, widths of marks, justification.

Works on the inline axis only and knows no page: a line is a list of positions. Depends on faces for glyphs and
advances and on nothing that touches the outside world.
"""
