"""Commands of pipelines, Dockerfiles, Makefiles and Jenkinsfiles are followed as shell scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.program.command_blocks import blocks
from tests.conftest import Done

CASES = {
    ".github/workflows/a.yml": (
        'jobs:\n  a:\n    steps:\n      - run: echo "Using ${HELCIM_API_TOKEN:0:10}..."\n      - run: |\n          echo "::add-mask::$HELCIM_API_TOKEN"\n'
        '          echo "token ${{ secrets.HELCIM_API_TOKEN }}"\n          echo "HELCIM_API_TOKEN=$HELCIM_API_TOKEN" >> .env\n'
        '      - run: echo "$T"\n        env:\n          T: ${{ secrets.HELCIM_API_TOKEN }}\n',
        [(4, "token-preview-logged"), (7, "api-token-logged"), (9, "api-token-logged")],
    ),
    ".gitlab-ci.yml": ("smoke:\n  script:\n    - echo \"$HELCIM_API_KEY\"\n    - 'test -n \"$HELCIM_API_KEY\" && echo set'\n", [(3, "api-token-logged")]),
    "compose.yml": ('services:\n  a:\n    command: sh -c "echo $$HELCIM_API_TOKEN && node a.js"\n', [(3, "api-token-logged")]),
    "Dockerfile": ("FROM alpine\nARG HELCIM_API_TOKEN\nRUN test -n \"$HELCIM_API_TOKEN\" && \\\n    echo $HELCIM_API_TOKEN\n", [(4, "api-token-logged")]),
    "Makefile": ('a:\n\t@echo "token: $(HELCIM_API_TOKEN)"\n\t@test -n "$(HELCIM_API_TOKEN)" || echo missing\n', [(2, "api-token-logged")]),
    "Jenkinsfile": ("node {\n  echo 'start'\n  sh 'echo $HELCIM_API_TOKEN'\n}\n", [(3, "api-token-logged")]),
}


@pytest.mark.parametrize("path", CASES)
def test_what_commands_print(path: str, tree: Callable[[dict[str, str | bytes]], Path], audit: Callable[..., Done]) -> None:
    text, expected = CASES[path]
    done = audit("scan", "--no-ignore", "--format", "json", str(tree({path: text})))
    assert [(one["start"]["line"], one["rule"]) for one in done.report["findings"]] == expected


def test_offsets_are_those_of_the_document() -> None:
    for path, (text, _) in CASES.items():
        language = {"Dockerfile": "dockerfile", "Makefile": "makefile", "Jenkinsfile": "groovy"}.get(path, "yaml")
        assert [len(one) for one in blocks(text, language) if one] == [len(text)] * sum(map(bool, blocks(text, language)))
