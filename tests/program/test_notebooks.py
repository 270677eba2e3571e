"""Code cells of a notebook are one program, whose findings stand where the notebook says them."""

import json

import pytest

from helcim_audit.program.notebooks import lower
from tests.program.test_flow_python import places


def notebook(*cells: str | list[str], language: str = "python", indent: int | None = 1) -> str:
    made = [{"cell_type": "markdown", "metadata": {}, "source": ["# Helcim\n"]}, *({"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells)]
    return json.dumps({"cells": made, "metadata": {"kernelspec": {"language": language, "name": language}}, "nbformat": 4}, indent=indent)


SET_UP = ["%load_ext dotenv\n", "!pip install requests\n", "import os, requests\n", 'token = os.environ["HELCIM_API_TOKEN"]\n', 'h = {"api-token": token}\n']


def line(text: str, said: str) -> int:
    return next(number for number, one in enumerate(text.splitlines(), 1) if said in one)


@pytest.mark.parametrize("indent", [1, 4])
def test_what_a_cell_prints_was_made_in_one_before(indent: int) -> None:
    text = notebook(SET_UP, ["print('caf\u00e9', h)\n", "print(len(token), token[-4:])"], indent=indent)
    assert places({"look.ipynb": text}) == [("look.ipynb", line(text, ", h)"), "headers-logged")]


def test_a_cell_may_be_one_text() -> None:
    assert places({"look.ipynb": notebook("".join(SET_UP), "print('key', token)\nprint(1)", indent=None)}) == [("look.ipynb", 1, "api-token-logged")]


def test_a_literal_that_is_sent_is_one_of_the_document() -> None:
    text = notebook([*SET_UP, 'k = "{{legacy25}}"\n', "requests.get('https://api.helcim.com/v2/x', headers={'api-token': k})"])
    assert places({"look.ipynb": text}) == [("look.ipynb", line(text, "{{legacy25}}"), "api-token-in-document")]


def test_notebooks_of_other_languages_and_broken_ones() -> None:
    assert lower("a.ipynb", notebook(["print(x)"], language="R")).body == ()
    assert lower("a.ipynb", notebook(["%%bash\n", "echo $HELCIM_API_TOKEN"])).body == ()
    with pytest.raises(ValueError, match="no notebook"):
        lower("a.ipynb", "{")
