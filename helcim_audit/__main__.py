"""Where does the program start?

The hook runs at every commit and nearly always finds nothing, so its plain call is answered without loading
what only a finding or a report needs. Everything else goes to the command line proper.
"""

import gc
import sys


def main() -> None:
    """The console script."""
    try:
        _run()
    except KeyboardInterrupt:  # while modules are loaded; later the command line answers it
        sys.stderr.write("helcim-audit: interrupted before anything was read\n")
        sys.exit(130)


def _run() -> None:
    # Trees of syntax live as long as they are of use; to look among them for garbage took a fifth of a scan.
    gc.set_threshold(50_000, 20, 100)
    done = None
    if sys.argv[1:] == ["scan", "--staged"]:
        from helcim_audit.hook import answer

        line = answer()
        if not isinstance(line, str):
            done = line
        elif sys.stdout is not None:
            try:
                sys.stdout.write(line)
                sys.stdout.flush()
                return
            except OSError:
                pass  # the command line proper says what is wrong with the output
    from helcim_audit.cli import entry

    entry(done)


if __name__ == "__main__":
    main()
