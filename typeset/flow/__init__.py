"""Stories to pages: grid, headline blocks, columns, pictures, furniture and jumps.

The only room that turns lines into places on a page. Pure: an edition and its faces in, pages and findings out.
"""
