"""Files are told by their names, their copies' names, and their first lines."""

import pytest

from helcim_audit.filetypes import identify

CASES = {
    ".env": "env", ".env.backup.20240101": "env", "prod.env": "env", "env.production": "env", ".env.example": "env", ".envrc": "env",
    "env.py": "python", "env.ts": "typescript", "x.blade.php": "blade", "x.rhtml": "erb", "x.jspf": "jsp", "x.ftlh": "freemarker", "x.vbhtml": "razor", "x.mako": "mako", "pay.json.jbuilder": "jbuilder", "config.php.old": "php", "settings.py.bak": "python",
    "Dockerfile.prod": "dockerfile", "app.log.1": "log", "nohup.out": "log", "x.postman_collection.json": "postman", "a.d.ts": "typescript",
    "wp-config.php.save": "php", "web.config": "xml", "a.min.js.map": "sourcemap", "Jenkinsfile": "groovy", "x.tfvars": "hcl",
}  # fmt: skip


@pytest.mark.parametrize(("name", "language"), CASES.items())
def test_names(name: str, language: str) -> None:
    assert identify(f"some/dir/{name}").language == language


@pytest.mark.parametrize(("head", "language"), [("#!/usr/bin/env python3\n", "python"), ("#!/bin/bash -e\n", "shell"), ("<?php\n", "php"), ("<?xml version='1.0'?>", "xml"), ('{"a": 1}', "json"), ("words", "text")])
def test_heads(head: str, language: str) -> None:
    assert identify("bin/tool", head).language == language
