package main

import (
	"log"
	"net/http"

	"example.com/terminal-bridge/internal/config"
	"example.com/terminal-bridge/internal/helcim"
)

func main() {
	cfg := config.Load()
	log.Printf("starting with %+v", cfg)
	client := helcim.New(cfg.APIToken)
	http.HandleFunc("/ping", func(w http.ResponseWriter, r *http.Request) {
		if err := client.Ping(r.URL.Query().Get("code")); err != nil {
			http.Error(w, "terminal not reachable", http.StatusBadGateway)
		}
	})
	log.Fatal(http.ListenAndServe(cfg.Listen, nil))
}
