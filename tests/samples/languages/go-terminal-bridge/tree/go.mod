module example.com/terminal-bridge

go 1.22
