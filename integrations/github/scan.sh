#!/usr/bin/env bash
# The GitHub action: scan, then show the results where GitHub has a place for them. Inputs come as INPUT_* variables,
# never as text of this script. What a fork's token may not do (upload, comment) is a notice and no failure.
set -euo pipefail

reports="${RUNNER_TEMP:?}/helcim-audit"
marker='<!-- helcim-audit -->'
mkdir -p "$reports"

install() {
  if command -v helcim-audit > /dev/null; then
    return
  fi
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "::error title=helcim-audit::Python 3.11 or later is needed; set it up in a step before" && exit 2; }
  python3 -m venv "$reports/venv"
  local bin="$reports/venv/bin"
  [ -d "$bin" ] || bin="$reports/venv/Scripts"
  # The scanned tree may hold a pip.conf or a package of the same name; neither counts here.
  (cd "$reports" && "$bin/python" -m pip install --quiet --disable-pip-version-check "${GITHUB_ACTION_PATH:?}")
  PATH="$bin:$PATH"
}

notice() {
  echo "::notice title=helcim-audit::$1"
}

scan() {
  local arguments=(scan)
  case "$INPUT_MODE" in
    auto) if [[ "${GITHUB_EVENT_NAME:-}" == pull_request* ]]; then arguments+=(--diff); else arguments+=("$INPUT_PATH"); fi ;;
    diff) arguments+=(--diff) ;;
    history) arguments+=(--history) ;;
    tree) arguments+=("$INPUT_PATH") ;;
    *) echo "::error title=helcim-audit::mode is auto, diff, tree or history" && exit 2 ;;
  esac
  [ -z "$INPUT_FAIL_ON" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
  [ -z "$INPUT_CONFIG" ] || arguments+=(--config "$INPUT_CONFIG")
  [ -z "$INPUT_BASELINE" ] || arguments+=(--baseline "$INPUT_BASELINE")
  local kind
  for kind in json sarif html github; do
    arguments+=(--report "$kind=$reports/report.$kind")
  done
  arguments+=(--report "markdown=$reports/report.md")
  # Names of files are in the output; none of them is to be taken for a command of the workflow.
  local stop
  stop="stop-$(python3 -c 'import secrets; print(secrets.token_hex(16))')"
  echo "::stop-commands::$stop"
  code=0
  helcim-audit "${arguments[@]}" || code=$?
  echo "::$stop::"
}

upload() {
  { gzip -c "$reports/report.sarif" | base64 | tr -d '\n'; } > "$reports/report.sarif.b64"
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/code-scanning/sarifs" \
    -f "commit_sha=$GITHUB_SHA" -f "ref=$GITHUB_REF" -F "sarif=@$reports/report.sarif.b64" ||
    notice "the results could not be uploaded to code scanning (security-events: write, and code scanning must be on)"
}

comment() {
  local number earlier
  [[ "$GITHUB_REF" =~ ^refs/pull/([0-9]+)/ ]] || return 0
  number="${BASH_REMATCH[1]}"
  earlier="$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" \
    --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1)" || earlier=""
  if [ -n "$earlier" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" -F "body=@$reports/report.md" || notice "the comment could not be updated"
  elif [ "$code" -ne 0 ]; then
    gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" -F "body=@$reports/report.md" ||
      notice "the pull request could not be commented on (pull-requests: write)"
  fi
}

install
scan
{
  echo "exit-code=$code"
  echo "reports=$reports"
} >> "${GITHUB_OUTPUT:-/dev/null}"
if [ -f "$reports/report.md" ]; then
  cat "$reports/report.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
  [ "$INPUT_ANNOTATIONS" != true ] || cat "$reports/report.github"
  [ "$INPUT_SARIF" != true ] || upload
  [ "$INPUT_COMMENT" != true ] || comment
fi
exit "$code"
