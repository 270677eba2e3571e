"""Texts that a terminal shows in colours or a box are shown all the same."""

import pytest

from tests.program.test_flow import found

PROGRAMS = {
    "a.go": 'package main\nimport ("os"; "fmt"; "github.com/fatih/color"; "github.com/pterm/pterm")\nfunc main() {\n\tt := os.Getenv("HELCIM_API_TOKEN")\n\t%s\n}\n',
    "a.rs": 'fn main() {\n    let t = std::env::var("HELCIM_API_TOKEN").unwrap();\n    %s\n}\n',
    "a.rb": 't = ENV.fetch("HELCIM_API_TOKEN")\n%s\n',
    "a.py": 'import os\nfrom rich.console import Console\nfrom rich.panel import Panel\nfrom termcolor import cprint, colored\nt = os.environ["HELCIM_API_TOKEN"]\nconsole = Console()\n%s\n',
    "a.js": "const chalk = require('chalk')\nconst pc = require('picocolors')\nconst { green } = require('colorette')\nconst ora = require('ora')\nconst t = process.env.HELCIM_API_TOKEN\n%s\n",
    "a.cs": 'using Spectre.Console;\nvar t = Environment.GetEnvironmentVariable("HELCIM_API_TOKEN");\n%s\n',
    "a.php": "<?php\n$t = get_option('helcim_api_token');\n%s\n",
    "management/commands/helcim.py": "import os\nfrom django.core.management.base import BaseCommand\nclass Command(BaseCommand):\n    def handle(self, *args, **options):\n        t = os.environ.get('HELCIM_API_TOKEN', '')\n        %s\n",
}
SHOWN = [
    ("a.go", 'color.Green("token %s", t)'), ("a.go", "fmt.Println(color.GreenString(t))"), ("a.go", 'color.New(color.FgRed).Println(t)'), ("a.go", "red := color.New(color.FgRed).SprintFunc(); fmt.Println(red(t))"), ("a.go", "pterm.Info.Println(t)"),
    ("a.rs", 'println!("{}", t.green());'), ("a.rs", 'println!("{}", format!("token {}", t).red().bold());'),
    ("a.rb", "puts t.green"), ("a.rb", 'puts "token #{t}".colorize(:red)'), ("a.rb", "say t, :green"),
    ("a.py", 'console.print(f"[green]{t}[/green]")'), ("a.py", "console.print(Panel(t))"), ("a.py", 'cprint(t, "green")'), ("a.py", 'print(colored(t, "green"))'),
    ("a.js", "console.log(chalk.bold.green(t))"), ("a.js", "console.log(pc.green(`token ${t}`))"), ("a.js", "console.log(green(t))"), ("a.js", "ora(`using ${t}`).start()"), ("a.js", "console.log(t.green)"),
    ("a.cs", 'AnsiConsole.MarkupLine($"[green]{t}[/]");'),
    ("a.php", 'WP_CLI::log("token $t");'), ("a.php", 'WP_CLI::line(WP_CLI::colorize("%%G$t%%n"));'),
    ("management/commands/helcim.py", "self.stdout.write(self.style.SUCCESS(f'token {t}'))"),
]  # fmt: skip
HIDDEN = [
    ("a.go", 'color.Green("set: %v", t != "")'), ("a.rs", 'println!("{}", "no token".red());'), ("a.rb", "puts (t.nil? ? 'missing' : 'set').green"), ("a.py", 'console.print(f"[green]{len(t)}[/green]")'),
    ("a.js", "console.log(chalk.green('token ' + (t ? 'set' : 'missing')))"), ("a.js", "console.log(chalk.green(t.slice(-4)))"), ("a.cs", 'AnsiConsole.MarkupLine($"[green]{t != null}[/]");'),
    ("a.php", "WP_CLI::log('token ' . ($t ? 'set' : 'missing'));"), ("management/commands/helcim.py", "self.stdout.write(self.style.SUCCESS('token ok'))"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text"), SHOWN)
def test_shown(path: str, text: str) -> None:
    assert [one.rule for one in found({path: PROGRAMS[path].replace("%s", text, 1)})] == ["api-token-logged"]


@pytest.mark.parametrize(("path", "text"), HIDDEN)
def test_hidden(path: str, text: str) -> None:
    assert found({path: PROGRAMS[path].replace("%s", text, 1)}) == []
