"""Which operations of Helcim's API does a tree call: its programs, its collections, its payloads and logs?"""

from helcim_audit.engine import Settings
from helcim_audit.model import Degraded, Document
from helcim_audit.prefilter import Prefilter
from helcim_audit.program import analyse, is_candidate
from helcim_audit.scanners.requests import UNKNOWN, requests
from helcim_audit.tree import Tree, is_current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.analysis import Operation
    from helcim_audit.sources.protocol import Source

__all__ = ["UNKNOWN", "operations"]


def operations(source: "Source", settings: Settings) -> tuple[list["Operation"], list[Degraded]]:
    """The requests to Helcim that `source` makes or tells of, and what was not understood."""
    from helcim_audit.program.analysis import Operation
    from helcim_audit.program.requests import ROOTS

    prefilter = Prefilter(settings.catalogue.keywords)
    candidates = set()
    found = []
    for item in source.documents(prefilter.admits):
        if not isinstance(item, Document) or item.metadata:
            continue
        if is_current(item.origin) and is_candidate(item.path, item.data):
            candidates.add(item.path)
        else:
            found += [Operation(item.path, item.position(one.at)[0], one.method, one.path, one.token, True) for one in requests(item, ROOTS)]
    if not candidates:
        return found, []
    tree = Tree(source)
    flows = analyse(candidates, tree, tree.near)
    return [*found, *flows.operations], flows.degraded
