"""How is one item taken out of a call or a dictionary, so that the layout of the others stays?"""

import libcst as cst


def without_arg(call: cst.Call, arg: cst.Arg) -> cst.Call:
    """`call` without one of its arguments."""
    args = list(call.args)
    index = next(number for number, one in enumerate(args) if one is arg)
    removed = args.pop(index)
    if args and index == len(args):
        last = args[-1]
        after = _commented(removed.whitespace_after_arg, last.comma)
        args[-1] = last.with_changes(comma=removed.comma, whitespace_after_arg=after)
    return call.with_changes(args=args)


def without_element(record: cst.Dict, element: cst.DictElement) -> cst.Dict:
    """`record` without one of its fields."""
    elements = list(record.elements)
    index = next(number for number, one in enumerate(elements) if one is element)
    removed = elements.pop(index)
    brace = record.rbrace
    if elements and index == len(elements):
        last = elements[-1]
        brace = brace.with_changes(whitespace_before=_commented(brace.whitespace_before, last.comma))
        elements[-1] = last.with_changes(comma=removed.comma)
    return record.with_changes(elements=elements, rbrace=brace)


def _commented(space: cst.BaseParenthesizableWhitespace, last: cst.Comma | cst.MaybeSentinel) -> cst.BaseParenthesizableWhitespace:
    """What stands before the bracket, with the comment of the line that is the last one now."""
    before = last.whitespace_after if isinstance(last, cst.Comma) else None
    if isinstance(before, cst.ParenthesizedWhitespace) and isinstance(space, cst.ParenthesizedWhitespace) and before.first_line.comment is not None:
        return space.with_changes(first_line=before.first_line)
    return space
