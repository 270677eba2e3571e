"""What do the entries of a record and the items of a sequence make of it: the headers of a request, perhaps?"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass



