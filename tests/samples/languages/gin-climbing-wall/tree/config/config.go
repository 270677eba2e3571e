package config

import (
	"fmt"

	"github.com/spf13/viper"
)

type Config struct {
	Port   string
	Helcim HelcimConfig
}

type HelcimConfig struct {
	BaseURL  string
	APIToken string
}

func Load() (*Config, error) {
	viper.AutomaticEnv()
	viper.SetDefault("PORT", "8080")
	cfg := &Config{
		Port:   viper.GetString("PORT"),
		Helcim: HelcimConfig{BaseURL: "https://api.helcim.com/v2", APIToken: viper.GetString("HELCIM_API_TOKEN")},
	}
	if cfg.Helcim.APIToken == "" {
		return nil, fmt.Errorf("HELCIM_API_TOKEN not configured")
	}
	fmt.Printf("loaded config: %+v\n", *cfg)
	return cfg, nil
}
