package config

import "os"

// Config is read once at start.
type Config struct {
	Listen   string
	APIToken string
}

func Load() Config {
	return Config{Listen: ":8080", APIToken: os.Getenv("HELCIM_API_TOKEN")}
}
