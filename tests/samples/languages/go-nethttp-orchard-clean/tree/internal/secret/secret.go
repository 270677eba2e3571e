// Package secret holds strings that must not be printed.
package secret

import "log/slog"

type String string

func (s String) String() string { return "****" }

func (s String) LogValue() slog.Value {
	if len(s) < 4 {
		return slog.StringValue("****")
	}
	return slog.StringValue("****" + string(s[len(s)-4:]))
}

func (s String) Reveal() string { return string(s) }
