"""What printing an object shows of its secrets, through whole runs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Done

KOTLIN = """data class Config(val apiToken: String{rest})

fun load(): Config {{
    val config = Config(apiToken = System.getenv("HELCIM_API_TOKEN"))
    println("Using $config")
    return config
}}
"""
PYTHON = """import os
from dataclasses import dataclass, field

@dataclass
class Config:
    api_token: str{rest}

config = Config(os.environ["HELCIM_API_TOKEN"])
print(f"Using {{config}}")
"""
GO = """package main

import (
	"log"
	"os"
)

type Settings struct{{ Token string }}
{rest}
func main() {{
	token, ok := os.LookupEnv("HELCIM_API_TOKEN")
	settings := Settings{{Token: token}}
	log.Println(settings, ok)
}}
"""


@pytest.mark.parametrize(
    ("name", "text", "rest", "line"),
    [
        ("Config.kt", KOTLIN, "", 5),
        ("config.py", PYTHON, "", 9),
        ("config.py", PYTHON, " = field(repr=False)", None),
        ("main.go", GO, "", 13),
        ("main.go", GO, 'func (s Settings) String() string { return "settings" }', None),
    ],
)
def test_objects_in_texts_show_what_printing_them_shows(tmp_path: Path, audit: Callable[..., Done], name: str, text: str, rest: str, line: int | None) -> None:
    (tmp_path / name).write_text(text.format(rest=rest), encoding="utf-8")
    found = audit("scan", "--format", "json", str(tmp_path)).report["findings"]
    assert [(one["rule"], one["start"]["line"]) for one in found] == ([("api-token-logged", line)] if line else [])
