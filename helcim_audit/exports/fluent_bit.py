"""A Lua filter for Fluent Bit: masks records before they are sent on, all but the last four characters of a token."""

from helcim_audit.exports.portable import PORTABLE, TELLING, comments, remarks
from helcim_audit.rules import Catalogue
from helcim_audit.values import V2_LENGTH

# Lua's patterns know neither counts nor alternatives, so the shape is told by hand: runs of the alphabet, then their
# length and characters. Values beside names follow by name.
_BODY = """
local names = {
  "api[-_]?token", "partner[-_]token", "secret[-_]?token", "verifier[-_]?token",
  "helcim[%w_%.%-]*token", "helcim[%w_%.%-]*key", "helcim[%w_%.%-]*secret", "js[-_]?secret[-_]?key",
}

local function mask(value)
  if #value < 12 then return string.rep("*", #value) end
  return string.rep("*", #value - 4) .. string.sub(value, -4)
end

local function is_token(run)
  return #run == @LENGTH@ and string.sub(run, 1, 1) == "a" and string.find(run, "%u") and string.find(run, "%l")
    and string.find(run, "%d") and string.find(run, "[@TELLING@]")
end

local function by_shape(text)
  return (string.gsub(text, "[%w!#$%%*%-.@_]+", function(run)
    if is_token(run) then return mask(run) end
    local body = string.match(run, "^(.*)%.$")
    if body and is_token(body) then return mask(body) .. "." end
    return nil
  end))
end

local function by_name(text)
  local lower = string.lower(text)
  for _, name in ipairs(names) do
    local from = 1
    while true do
      local first, last = string.find(lower, name .. "[\\"'%]%)]*%s*[=:>]+%s*[\\"']?", from)
      if not first then break end
      local value = string.match(text, "^[%w!#$%%*%-.@_+/=]+", last + 1)
      if value and #value >= 12 then
        text = string.sub(text, 1, last) .. mask(value) .. string.sub(text, last + 1 + #value)
        lower = string.lower(text)
      end
      from = last + 1
    end
  end
  return text
end

local function scrub(value, key, depth)
  if type(value) == "string" then
    local lower = type(key) == "string" and string.lower(key) or ""
    for _, name in ipairs(names) do
      if string.find(lower, "^" .. name .. "$") then return mask(value) end
    end
    return by_name(by_shape(value))
  end
  if type(value) == "table" and depth < 32 then
    for inner, one in pairs(value) do value[inner] = scrub(one, inner, depth + 1) end
  end
  return value
end

function helcim_scrub(tag, timestamp, record)
  return 2, timestamp, scrub(record, nil, 0)
end
"""


def render(catalogue: Catalogue) -> str:
    extra = [
        "[FILTER] Name lua, Match *, script helcim.lua, call helcim_scrub",
        "Lua has no measure of entropy; other strings of the API token's shape may be masked.",
    ]
    telling = "".join(f"%{char}" for char in TELLING)
    return comments([*remarks(catalogue, PORTABLE), *extra], "--") + _BODY.replace("@LENGTH@", str(V2_LENGTH)).replace("@TELLING@", telling)
