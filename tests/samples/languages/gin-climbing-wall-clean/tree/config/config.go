package config

import (
	"fmt"
	"os"
)

type Config struct {
	Port     string
	APIToken string `json:"-"`
}

func (c Config) String() string {
	return fmt.Sprintf("port=%s token=%t", c.Port, c.APIToken != "")
}

func Load() Config {
	return Config{Port: os.Getenv("PORT"), APIToken: os.Getenv("HELCIM_API_TOKEN")}
}
