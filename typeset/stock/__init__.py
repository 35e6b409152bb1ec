"""The stockroom: the cache as a folder on disk (issue 9). The only room that knows what it looks like there.

Nothing here knows what is kept. What is in the folder is never believed: an entry that is not exactly as it was written counts as none.
"""

from typeset.stock.folder import FOLDER, MOST, FolderCache
from typeset.stock.version import code_version

__all__ = ["FOLDER", "MOST", "FolderCache", "code_version"]
