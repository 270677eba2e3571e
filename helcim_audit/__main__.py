"""Where does the program start?

The hook runs at every commit and nearly always finds nothing, so its plain call is answered without loading
what only a finding or a report needs. Everything else goes to the command line proper.
"""

import sys


def main() -> None:
    """The console script."""
    try:
        _run()
    except KeyboardInterrupt:  # while modules are loaded; later the command line answers it
        sys.stderr.write("helcim-audit: interrupted before anything was read\n")
        sys.exit(130)


def _run() -> None:
    if sys.argv[1:] == ["scan", "--staged"]:
        from helcim_audit.hook import answer

        line = answer()
        if line is not None and sys.stdout is not None:
            try:
                sys.stdout.write(line)
                sys.stdout.flush()
                return
            except OSError:
                pass  # the command line proper says what is wrong with the output
    from helcim_audit.cli import entry

    entry()


if __name__ == "__main__":
    main()
