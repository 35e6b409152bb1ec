"""The newsprint profile of our own: published aims, a print model of them, and the profile made of it.

``python -m typeset.repro.newsprint`` writes it, with ``--check FILE.ti3`` compares it with measurements. Against 928 measured
patches of coldset newsprint (40 lines a centimetre, 26 %) the model has a mean CIEDE2000 of 1.11 and at most 3.69, the profile 1.14 and
at most 3.71, both at C + Y + K solid. Nothing of those measurements is in it but two round figures of the model
(:mod:`typeset.repro.newsprint.model`).
"""
