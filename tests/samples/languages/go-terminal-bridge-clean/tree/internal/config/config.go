package config

import (
	"errors"
	"os"
)

// Secret prints as its last four characters only.
type Secret string

func (s Secret) String() string {
	if len(s) < 5 {
		return "****"
	}
	return "****" + string(s[len(s)-4:])
}

type Config struct {
	Listen   string
	APIToken Secret
}

func Load() (Config, error) {
	t, ok := os.LookupEnv("HELCIM_API_TOKEN")
	if !ok {
		return Config{}, errors.New("HELCIM_API_TOKEN not set")
	}
	return Config{Listen: ":8080", APIToken: Secret(t)}, nil
}
