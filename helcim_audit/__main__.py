"""Where does the program start?

The hook runs at every commit and nearly always finds nothing, so its plain call is answered without loading
what only a finding or a report needs. Everything else goes to the command line proper.
"""

import sys


def main() -> None:
    """The console script."""
    if sys.argv[1:] == ["scan", "--staged"]:
        from helcim_audit.hook import answer

        line = answer()
        if line is not None:
            sys.stdout.write(line)
            return
    from helcim_audit.cli import entry

    entry()


if __name__ == "__main__":
    main()
