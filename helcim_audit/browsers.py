"""What tells where a script runs, whoever asks: the scanners of one document, or the program analysis?"""

SERVED_SCRIPT = r"(?:^|/)(?:public|static|assets|wwwroot|webroot|www|htdocs|public_html|themes?|Content)/(?:[^\n]*/)?[Ss]cripts?/[^\n]*\.m?js$|(?:^|/)Scripts/[^\n]*\.js$"
"""Of paths: what old pages load stands in folders of this name, as what is run by hand does elsewhere."""

PARSES_PAGES = r"\bcheerio\b|\bjsdom\b"
"""Of texts: a program that reads pages makes the calls that a page makes."""
