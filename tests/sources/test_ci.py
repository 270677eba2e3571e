"""The variables of a build name the change."""

import json
from pathlib import Path

import pytest

from helcim_audit.errors import AuditError
from helcim_audit.sources.ci import asked
from helcim_audit.sources.ranges import Asked

A, B, ZERO = "a" * 40, "b" * 40, "0" * 40


@pytest.mark.parametrize(
    ("variables", "bases", "heads", "branch"),
    [
        ({"GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": A, "CI_COMMIT_SHA": B}, (A, "refs/remotes/origin/main"), (B, "HEAD"), "main"),
        ({"GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": ZERO, "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_SHA": B}, ("refs/remotes/origin/main",), (B, "HEAD"), "main"),
        ({"TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main", "BUILD_SOURCEVERSION": B}, ("refs/remotes/origin/main",), (B, "HEAD"), "main"),
        ({"BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_PR_DESTINATION_BRANCH": "main", "BITBUCKET_PR_DESTINATION_COMMIT": A, "BITBUCKET_COMMIT": B}, (A, "refs/remotes/origin/main"), (B, "HEAD"), "main"),
        ({"JENKINS_URL": "x", "CHANGE_TARGET": "main", "GIT_COMMIT": B}, ("refs/remotes/origin/main",), ("HEAD",), "main"),
        ({"JENKINS_URL": "x", "GIT_PREVIOUS_SUCCESSFUL_COMMIT": A, "GIT_COMMIT": B}, (A,), (B, "HEAD"), ""),
        ({"CIRCLECI": "true", "CIRCLE_BASE_BRANCH": "main", "CIRCLE_SHA1": B}, ("refs/remotes/origin/main",), (B, "HEAD"), "main"),
        ({"TRAVIS": "true", "TRAVIS_COMMIT_RANGE": f"{A}...{B}", "TRAVIS_COMMIT": B, "TRAVIS_BRANCH": "main"}, (A, "refs/remotes/origin/main"), (B, "HEAD"), "main"),
        ({"BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main", "BUILDKITE_COMMIT": B}, ("refs/remotes/origin/main",), (B, "HEAD"), "main"),
        ({"PRE_COMMIT_FROM_REF": A, "PRE_COMMIT_TO_REF": B}, (A,), (B, "HEAD"), ""),
    ],
)
def test_services(variables: dict[str, str], bases: tuple[str, ...], heads: tuple[str, ...], branch: str) -> None:
    found = asked(variables)
    assert (found.bases, found.heads, found.branch) == (bases, heads, branch)


@pytest.mark.parametrize(
    ("name", "event", "expected"),
    [
        ("pull_request", {"pull_request": {"base": {"sha": A, "ref": "main"}, "head": {"sha": B}}}, Asked(("refs/remotes/origin/main", A, "HEAD^1"), (B, "HEAD"), "main", "GitHub Actions")),
        ("pull_request_target", {"pull_request": {"base": {"sha": A, "ref": "main"}, "head": {"sha": B}}}, Asked(("refs/remotes/origin/main", A), (B, "HEAD"), "main", "GitHub Actions")),
        ("push", {"before": A, "after": B, "repository": {"default_branch": "main"}}, Asked((A, "refs/remotes/origin/main"), (B, "HEAD"), "main", "GitHub Actions")),
        ("push", {"before": ZERO, "after": B, "repository": {"default_branch": "main"}}, Asked(("refs/remotes/origin/main",), (B, "HEAD"), "main", "GitHub Actions")),
        ("merge_group", {"merge_group": {"base_sha": A, "head_sha": B, "base_ref": "refs/heads/main"}}, Asked((A,), (B, "HEAD"), "main", "GitHub Actions")),
    ],
)
def test_github(tmp_path: Path, name: str, event: object, expected: Asked) -> None:
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event))
    assert asked({"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(path)}) == expected


def test_what_tells_nothing_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "event.json"
    broken.write_text("[")
    for variables in ({}, {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": str(broken)}, {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": str(tmp_path / "none")}, {"TF_BUILD": "True"}):
        with pytest.raises(AuditError, match="no variable of a build"):
            asked(variables)
