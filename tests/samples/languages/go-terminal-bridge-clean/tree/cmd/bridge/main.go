package main

import (
	"log"

	"example.com/terminal-bridge/internal/config"
	"example.com/terminal-bridge/internal/helcim"
)

func main() {
	cfg, err := config.Load()
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("starting, token %s", cfg.APIToken)
	_ = helcim.New(string(cfg.APIToken)).Ping("K4X2")
}
