"use strict";
// The report is data; whatever of it stems from the scanned tree reaches the page as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const LEVELS = ["critical", "high", "medium", "low"];
const ROW = 50; // pixels; the same as in the style sheet
const PAPER = 1000; // findings that are printed
const $ = (id) => document.getElementById(id);
const text = (index) => data.texts[index];
const findings = data.findings.map((f, number) => ({
  ...f,
  number,
  message: text(f.message),
  haystack: [f.rule, f.path, text(f.message), f.token < 0 ? "" : data.tokens[f.token].masked + " " + data.tokens[f.token].id, ...f.trace.map((s) => s.join(" "))].join("\n").toLowerCase(),
}));
let shown = []; // findings that pass the filters, in order
let at = 0; // which of them is chosen
let step = -1; // which step of its trace

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") element.addEventListener("click", value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const place = (f) => `${f.path}:${f.start[0]}:${f.start[1]}`;
const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

// --- filters ---------------------------------------------------------------------------------------

function options(id, name, label) {
  const counts = new Map();
  for (const f of findings) counts.set(name(f), (counts.get(name(f)) || 0) + 1);
  const keys = [...counts.keys()].filter((key) => key !== "").sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  $(id).replaceChildren(make("option", { value: "" }, "all"), ...keys.map((key) => make("option", { value: key }, `${label(key)} (${counts.get(key)})`)));
  $(id).disabled = keys.length === 0;
}

const commitOf = (f) => data.origins[f.origin].key;
const statusOf = (f) => (f.suppressed === null ? "open" : "suppressed");

function glob(pattern) {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) return (path) => path.toLowerCase().includes(wanted);
  const parts = wanted.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, ".*").replace(/\?/g, ".");
  const expression = new RegExp(`(^|/)${parts}$`);
  return (path) => expression.test(path.toLowerCase());
}

function apply() {
  const words = $("f-text").value.toLowerCase().split(/\s+/).filter(Boolean);
  const path = $("f-path").value.trim() ? glob($("f-path").value.trim()) : null;
  const levels = new Set([...document.querySelectorAll("#f-severity input")].filter((box) => box.checked).map((box) => box.value));
  const [rule, token, side, commit, status] = ["f-rule", "f-token", "f-side", "f-commit", "f-status"].map((id) => $(id).value);
  const kept = shown[at];
  shown = findings.filter((f) =>
    levels.has(f.severity) && (!rule || f.rule === rule) && (!token || String(f.token) === token) && (!side || f.side === side) &&
    (!commit || commitOf(f) === commit) && (!status || statusOf(f) === status) && (!path || path(f.path)) && words.every((word) => f.haystack.includes(word)));
  if ($("f-order").value === "severity") shown.sort((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) || a.number - b.number);
  at = Math.max(0, shown.indexOf(kept));
  $("count").textContent = `${shown.length.toLocaleString("en")} of ${plural(findings.length, "finding")}`;
  $("rows").style.height = `${shown.length * ROW}px`;
  choose(at);
}

function clear() {
  $("filters").reset();
  apply();
}

function only(id, value) {
  $(id).value = value;
  tab("findings");
  apply();
}

// --- the list: only the rows in sight exist ---------------------------------------------------------

function paint() {
  const list = $("list");
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 6);
  const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 6);
  const rows = [];
  for (let index = first; index < last; index++) rows.push(row(shown[index], index));
  if (!shown.length) rows.push(make("p", { class: "none" }, findings.length ? "No finding passes the filters." : "Nothing was found."));
  $("rows").replaceChildren(...rows);
  if (shown.length) list.setAttribute("aria-activedescendant", `row-${at}`);
  else list.removeAttribute("aria-activedescendant");
}

function row(f, index) {
  const secret = f.token < 0 ? "" : ` ${data.tokens[f.token].masked}`;
  const element = make(
    "div",
    { id: `row-${index}`, role: "option", class: f.suppressed === null ? "row" : "row suppressed", "aria-selected": String(index === at), "aria-setsize": shown.length, "aria-posinset": index + 1, click: () => choose(index) },
    make("div", {}, make("span", { class: `level ${f.severity}` }, f.severity), make("span", {}, f.rule), make("span", { class: "dim" }, secret, f.suppressed === null ? "" : " · suppressed")),
    make("div", { class: "place", title: place(f) }, make("bdi", {}, place(f))),
  );
  element.style.top = `${index * ROW}px`;
  return element;
}

function choose(index) {
  at = Math.max(0, Math.min(shown.length - 1, index));
  step = -1;
  const list = $("list");
  if (at * ROW < list.scrollTop) list.scrollTop = at * ROW;
  else if ((at + 1) * ROW > list.scrollTop + list.clientHeight) list.scrollTop = (at + 1) * ROW - list.clientHeight;
  paint();
  $("details").replaceChildren(...(shown.length ? details(shown[at], true) : []));
  $("details").scrollTop = 0;
}

// --- one finding ------------------------------------------------------------------------------------

function details(f, live) {
  const rule = data.rules[f.rule];
  const token = f.token < 0 ? null : data.tokens[f.token];
  const origin = data.origins[f.origin];
  const filter = (id, value, label) => (live ? make("button", { type: "button", click: () => only(id, value) }, label) : "");
  return [
    make("h2", {}, rule.title),
    make("p", { class: "place-full" }, make("code", {}, place(f))),
    make("div", { class: "chips" }, make("span", { class: f.severity }, f.severity), make("span", {}, `${f.confidence} confidence`), make("span", {}, rule.category), f.side ? make("span", {}, `${f.side} side`) : "", rule.page ? make("a", { href: rule.page, rel: "noreferrer" }, f.rule) : make("span", {}, f.rule)),
    make("p", {}, f.message),
    origin.text ? make("p", { class: "dim" }, origin.text) : "",
    f.suppressed === null ? "" : make("p", { class: "dim" }, `Suppressed by ${data.suppressed[f.suppressed]}`),
    frame(f),
    token ? make("p", {}, "Secret: ", make("code", {}, token.masked), ` ${token.kind}, `, make("code", {}, token.id), `, ${plural(token.findings, "finding")}`) : "",
    ...(f.trace.length ? [make("h3", {}, `How it gets there (${plural(f.trace.length, "step")})`), trace(f, live)] : []),
    make("h3", {}, "Why it matters"), make("p", {}, text(f.why)),
    make("h3", {}, "How to put it right"), make("p", {}, text(f.help)),
    make("p", { class: "dim" }, "Practice: ", text(f.practice), " · fingerprint ", make("code", {}, f.fingerprint)),
    live ? make("div", { class: "chips" }, filter("f-rule", f.rule, "Only this rule"), token ? filter("f-token", String(f.token), "Only this secret") : "", filter("f-path", f.path, "Only this file")) : "",
  ].filter((part) => part !== "");
}

function frame(f) {
  if (!f.frame.length) return "";
  return make("pre", { tabindex: "0", "aria-label": "Code, secrets masked" }, ...f.frame.map(([number, line]) => {
    const here = number === f.start[0];
    const [from, to] = here ? [f.mark[0], f.mark[1]] : [0, 0];
    const code = here && to > from ? [line.slice(0, from), make("mark", {}, line.slice(from, to)), line.slice(to)] : [line];
    return make("span", { class: here ? "line here" : "line" }, make("span", { class: "number" }, String(number)), ...code, "\n");
  }));
}

function trace(f, live) {
  const lines = new Map(f.frame);
  return make("ol", { class: "trace" }, ...f.trace.map(([path, line, note], index) => {
    const label = [make("code", {}, `${path}:${line}`), " ", note, path === f.path && lines.has(line) ? make("div", { class: "dim" }, make("code", {}, lines.get(line).trim())) : ""];
    return make("li", {}, live ? make("button", { type: "button", "aria-current": "false", click: () => go(index) }, ...label) : make("div", {}, ...label));
  }));
}

function go(index) {
  const buttons = [...document.querySelectorAll("#details .trace button")];
  if (!buttons.length) return;
  step = Math.max(0, Math.min(buttons.length - 1, index));
  buttons.forEach((button, number) => button.setAttribute("aria-current", number === step ? "step" : "false"));
  buttons[step].focus();
}

// --- the other parts --------------------------------------------------------------------------------

function table(caption, heads, rows, most = 500) {
  const body = make("tbody", {}, ...rows.slice(0, most).map((cells) => make("tr", {}, ...cells.map((cell) => (typeof cell === "number" ? make("td", { class: "number" }, cell.toLocaleString("en")) : make("td", {}, cell))))));
  const more = rows.length > most ? make("tfoot", {}, make("tr", {}, make("td", { colspan: heads.length }, `${(rows.length - most).toLocaleString("en")} more; the JSON report has all of them.`))) : "";
  return make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))), body, more);
}

function secrets(live) {
  if (!data.tokens.length) return [make("p", { class: "none" }, "No secret was found.")];
  // A customer's card is no secret to replace.
  const listed = [...data.tokens.entries()].filter(([, token]) => !/^card-(number|cvv)$/.test(token.kind));
  const rows = listed.map(([index, token]) => [make("code", {}, token.masked), token.kind, make("code", {}, token.id), token.findings, token.where.join(", "),
    live ? make("button", { type: "button", click: () => only("f-token", String(index)) }, "Show") : ""]);
  return [make("p", {}, "Replace each of them first, then remove it: All Tools > Integrations > the configuration > Actions."), table("Secrets to replace", ["secret", "kind", "name", "findings", "where", ""], rows)];
}

function coverage() {
  const c = data.coverage;
  const notes = (caption, list) => (list.length ? table(caption, ["path", "reason"], list) : make("p", {}, `${caption}: none.`));
  return [make("p", {}, `${plural(c.documents, c.unit)} read, ${c.bytes.toLocaleString("en")} bytes.`), notes("Could not be read", data.incomplete), notes("Not looked into", c.skipped), notes("Half understood", c.degraded)];
}

function tab(name) {
  for (const part of ["findings", "secrets", "coverage"]) {
    const chosen = part === name;
    $(part).hidden = !chosen;
    $(`tab-${part}`).setAttribute("aria-selected", String(chosen));
    $(`tab-${part}`).tabIndex = chosen ? 0 : -1;
  }
  if (name === "findings") paint();
}

// --- wiring -----------------------------------------------------------------------------------------

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  const inside = $("details").contains(event.target);
  if (event.key === "Escape") {
    tab("findings");
    $("list").focus();
  } else if (typing) {
    return;
  } else if (event.key === "/") {
    tab("findings");
    $("f-text").focus();
  } else if (event.key === "?") {
    $("keys").click();
  } else if ($("findings").hidden) {
    return;
  } else if (event.key === "r") {
    clear();
  } else if (event.key === "n" || event.key === "p") {
    go(step + (event.key === "n" ? 1 : -1));
  } else {
    const page = Math.max(1, Math.floor($("list").clientHeight / ROW) - 1);
    const moves = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const listed = event.key === "j" || event.key === "k" || [$("list"), document.body].includes(document.activeElement);
    if (event.key in moves && listed) choose(at + moves[event.key]);
    else if (event.key === "Enter" && document.activeElement === $("list")) $("details").focus();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && inside && event.target.closest(".trace")) go(step + (event.key === "ArrowDown" ? 1 : -1));
    else return;
  }
  event.preventDefault();
}

function turn(event) {
  const tabs = ["findings", "secrets", "coverage"];
  const now = tabs.findIndex((name) => !$(name).hidden);
  const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!move) return;
  const next = tabs[(now + move + tabs.length) % tabs.length];
  tab(next);
  $(`tab-${next}`).focus();
  event.preventDefault();
  event.stopPropagation();
}

function paper() {
  const sheets = shown.slice(0, PAPER).map((f) => make("section", { class: "sheet" }, ...details(f, false)));
  const cut = shown.length > PAPER ? make("p", {}, `${(shown.length - PAPER).toLocaleString("en")} more findings are not printed; filter them, or use the JSON report.`) : "";
  $("paper").replaceChildren(...sheets, ...[cut].filter(Boolean), ...secrets(false), ...coverage());
}

options("f-rule", (f) => f.rule, (key) => key);
options("f-token", (f) => (f.token < 0 ? "" : String(f.token)), (key) => `${data.tokens[key].masked} ${data.tokens[key].kind}`);
options("f-side", (f) => f.side, (key) => key);
options("f-commit", commitOf, (key) => data.origins.find((origin) => origin.key === key).label);
options("f-status", statusOf, (key) => key);
if (findings.some((f) => f.suppressed === null)) $("f-status").querySelector('[value="open"]').defaultSelected = true;
for (const level of LEVELS) {
  const box = make("input", { type: "checkbox", value: level, checked: true });
  $("f-severity").append(make("label", { class: level }, box, level));
}
for (const [name, count] of [["findings", findings.length], ["secrets", data.tokens.length], ["coverage", data.incomplete.length]])
  if (count) $(`tab-${name}`).append(name === "coverage" ? ` (${count} not read)` : ` (${count.toLocaleString("en")})`);
for (const name of ["findings", "secrets", "coverage"]) $(`tab-${name}`).addEventListener("click", () => tab(name));
document.querySelector('[role="tablist"]').addEventListener("keydown", turn);
document.addEventListener("keydown", keys);
$("filters").addEventListener("input", apply);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("all").addEventListener("click", clear);
$("list").addEventListener("scroll", paint, { passive: true });
window.addEventListener("resize", paint);
window.addEventListener("beforeprint", paper);
window.addEventListener("afterprint", () => $("paper").replaceChildren());
$("keys").addEventListener("click", () => {
  $("help").hidden = !$("help").hidden;
  $("keys").setAttribute("aria-expanded", String(!$("help").hidden));
  paint();
});
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
$("secrets").replaceChildren(...secrets(true));
$("coverage").replaceChildren(...coverage());
apply();
document.documentElement.dataset.ready = "true";
