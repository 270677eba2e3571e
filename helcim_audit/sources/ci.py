"""Which change does the build at hand belong to, as its variables tell?

Values name commits and branches only; they are looked up in the clone, never fetched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from helcim_audit.errors import AuditError
from helcim_audit.sources.ranges import Asked

Variables = Mapping[str, str]
_LARGEST = 16 << 20  # bytes of an event file


def asked(variables: Variables) -> Asked:
    """The change under review. Raises AuditError where no variable tells."""
    for service, find in _SERVICES.items():
        if found := find(variables):
            bases = tuple(dict.fromkeys(name for name in found[0] if name and name.strip("0")))
            heads = tuple(dict.fromkeys(name for name in found[1] if name and name.strip("0")))
            if bases:
                return Asked(bases, (*heads, "HEAD"), found[2].removeprefix("refs/heads/"), service)
    raise AuditError("no variable of a build says what to compare with", hint="name the base: --diff origin/main")


Found = tuple[tuple[str, ...], tuple[str, ...], str] | None  # names of the base, of the head, the base's branch


def _github(of: Variables) -> Found:
    if of.get("GITHUB_ACTIONS") != "true" and "GITHUB_EVENT_NAME" not in of:
        return None
    event = _event(of.get("GITHUB_EVENT_PATH", ""))
    if request := _part(event, "pull_request"):
        base, head = _part(request, "base"), _part(request, "head")
        branch = of.get("GITHUB_BASE_REF") or _text(base, "ref")
        # The check-out is a merge of the request into its base: its first parent is the base as it is now.
        merged = ("HEAD^1",) if of.get("GITHUB_EVENT_NAME") == "pull_request" else ()
        return (*_remote(branch), _text(base, "sha"), *merged), (_text(head, "sha"),), branch
    if group := _part(event, "merge_group"):
        return (_text(group, "base_sha"),), (_text(group, "head_sha"),), _text(group, "base_ref")
    before, main = _text(event, "before"), _text(_part(event, "repository"), "default_branch")
    return (before, *_remote(main)), (_text(event, "after") or of.get("GITHUB_SHA", ""),), main


def _gitlab(of: Variables) -> Found:
    if "GITLAB_CI" not in of:
        return None
    head = of.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or of.get("CI_COMMIT_SHA", "")
    if target := of.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        return (of.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", ""), *_remote(target)), (head,), target
    main = of.get("CI_DEFAULT_BRANCH", "")
    before = of.get("CI_COMMIT_BEFORE_SHA", "")
    return (before, *_remote(main)), (head,), main


def _azure(of: Variables) -> Found:
    if "TF_BUILD" not in of:
        return None
    target = of.get("SYSTEM_PULLREQUEST_TARGETBRANCH", "").removeprefix("refs/heads/")
    return (_remote(target), (of.get("SYSTEM_PULLREQUEST_SOURCECOMMITID", ""), of.get("BUILD_SOURCEVERSION", "")), target) if target else None


def _simple(present: str, bases: tuple[str, ...], heads: tuple[str, ...], branches: tuple[str, ...]) -> Callable[[Variables], Found]:
    """A service that has variables for commits (`bases`) or for the branch that is compared with."""

    def find(of: Variables) -> Found:
        if present not in of:
            return None
        branch = next((of[name] for name in branches if of.get(name)), "").removeprefix("refs/heads/")
        commits = [of[name].replace("...", "..").partition("..")[0] for name in bases if of.get(name)]
        return (*commits, *_remote(branch)), tuple(of[name] for name in heads if of.get(name)), branch

    return find


_SERVICES: dict[str, Callable[[Variables], Found]] = {
    "pre-commit": _simple("PRE_COMMIT_FROM_REF", ("PRE_COMMIT_FROM_REF",), ("PRE_COMMIT_TO_REF",), ()),
    "GitHub Actions": _github,
    "GitLab CI": _gitlab,
    "Azure Pipelines": _azure,
    "Bitbucket": _simple("BITBUCKET_BUILD_NUMBER", ("BITBUCKET_PR_DESTINATION_COMMIT",), ("BITBUCKET_COMMIT",), ("BITBUCKET_PR_DESTINATION_BRANCH",)),
    "Jenkins": _simple("JENKINS_URL", (), (), ("CHANGE_TARGET", "ghprbTargetBranch", "gitlabTargetBranch")),
    "Jenkins, a branch": _simple("JENKINS_URL", ("GIT_PREVIOUS_SUCCESSFUL_COMMIT", "GIT_PREVIOUS_COMMIT"), ("GIT_COMMIT",), ()),
    "CircleCI": _simple("CIRCLECI", ("CIRCLE_BASE_REVISION", "PIPELINE_BASE_REVISION"), ("CIRCLE_SHA1",), ("CIRCLE_BASE_BRANCH", "CIRCLE_TARGET_BRANCH")),
    "Travis CI": _simple("TRAVIS", ("TRAVIS_COMMIT_RANGE",), ("TRAVIS_PULL_REQUEST_SHA", "TRAVIS_COMMIT"), ("TRAVIS_BRANCH",)),
    "Buildkite": _simple("BUILDKITE", (), ("BUILDKITE_COMMIT",), ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", "BUILDKITE_PIPELINE_DEFAULT_BRANCH")),
    "Drone": _simple("DRONE", ("DRONE_COMMIT_BEFORE",), ("DRONE_COMMIT_SHA",), ("DRONE_TARGET_BRANCH", "DRONE_REPO_BRANCH")),
    "Woodpecker": _simple("CI_PREV_COMMIT_SHA", ("CI_PREV_COMMIT_SHA",), ("CI_COMMIT_SHA",), ("CI_COMMIT_TARGET_BRANCH", "CI_REPO_DEFAULT_BRANCH")),
    "Semaphore": _simple("SEMAPHORE", ("SEMAPHORE_GIT_COMMIT_RANGE",), ("SEMAPHORE_GIT_SHA",), ("SEMAPHORE_GIT_BRANCH",)),
    "Cirrus": _simple("CIRRUS_CI", ("CIRRUS_BASE_SHA",), ("CIRRUS_CHANGE_IN_REPO",), ("CIRRUS_BASE_BRANCH", "CIRRUS_DEFAULT_BRANCH")),
    "CodeBuild": _simple("CODEBUILD_BUILD_ID", (), ("CODEBUILD_RESOLVED_SOURCE_VERSION",), ("CODEBUILD_WEBHOOK_BASE_REF",)),
    "AppVeyor": _simple("APPVEYOR", (), ("APPVEYOR_PULL_REQUEST_HEAD_COMMIT", "APPVEYOR_REPO_COMMIT"), ("APPVEYOR_REPO_BRANCH",)),
    "Prow": _simple("PULL_BASE_SHA", ("PULL_BASE_SHA",), ("PULL_PULL_SHA",), ("PULL_BASE_REF",)),
}


def _remote(branch: str) -> tuple[str, ...]:
    return (f"refs/remotes/origin/{branch}",) if branch else ()


def _event(path: str) -> Mapping[str, Any]:
    if not path:
        return {}
    try:
        with open(path, "rb") as file:
            data = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = data.get(key)
    return part if isinstance(part, dict) else {}


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""
