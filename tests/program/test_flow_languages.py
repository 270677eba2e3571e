"""Where values travel in the languages of servers: flows that are found, and their clean twins."""

import pytest

from tests.program.test_flow import found, rules

RUBY = [
    ("class Pay\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  def debug\n    puts TOKEN\n  end\nend", [("api-token-logged", 4)]),
    ("class Pay\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  def self.debug\n    puts TOKEN[0, 8]\n  end\nend", [("token-preview-logged", 4)]),
    ("module Helcim\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  class Api\n    def go\n      [1].each { |x| warn TOKEN }\n    end\n  end\nend", [("api-token-logged", 5)]),
    ("module Helcim\n  TOKEN = ENV['HELCIM_API_TOKEN']\nend\nmodule Helcim\n  def self.go = puts(TOKEN)\nend", [("api-token-logged", 5)]),
    ("class Base\n  TOKEN = ENV['HELCIM_API_TOKEN']\nend\nclass Pay < Base\n  def go = puts(TOKEN)\nend", [("api-token-logged", 5)]),
    ("class Pay\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  def debug\n    puts TOKEN.length, TOKEN[-4..], TOKEN ? 'set' : 'none'\n  end\nend", []),
    ("TOKEN = ENV['HELCIM_API_TOKEN']\nclass Other\n  TOKEN = 'EUR'\n  def go = puts(TOKEN)\nend", []),
]


@pytest.mark.parametrize(("text", "expected"), RUBY)
def test_ruby(text: str, expected: list[tuple[str, int]]) -> None:
    assert rules(text, "lib/helcim.rb") == expected


def test_ruby_constants_of_other_files() -> None:
    files = {
        "lib/helcim.rb": "module Helcim\n  API_TOKEN = ENV['HELCIM_API_TOKEN']\nend\n",
        "lib/helcim/client.rb": "require_relative '../helcim'\nmodule Helcim\n  class Client\n    URL = 'https://api.helcim.com/v2'\n    def go = puts(API_TOKEN)\n  end\nend\n",
    }
    assert [(one.rule, one.path, one.start.line) for one in found(files)] == [("api-token-logged", "lib/helcim/client.rb", 5)]
