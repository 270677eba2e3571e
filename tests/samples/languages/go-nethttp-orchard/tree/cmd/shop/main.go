package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"io"
	"log"
	"net/http"
	"os"

	"orchard.example/shop/internal/pay"
)

var page = template.Must(template.ParseFiles("web/index.gohtml"))

type view struct {
	Title string
	Token string
}

func main() {
	http.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		page.Execute(w, view{Title: "Apples", Token: os.Getenv("HELCIM_API_TOKEN")})
	})
	http.HandleFunc("POST /pay", func(w http.ResponseWriter, r *http.Request) {
		session, err := pay.Initialize(r.Context(), 30)
		if err != nil {
			http.Error(w, "payment provider unavailable", http.StatusBadGateway)
			return
		}
		json.NewEncoder(w).Encode(session)
	})
	http.HandleFunc("POST /paid", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.FormValue("data") + r.FormValue("secretToken")))
		if hex.EncodeToString(sum[:]) != r.FormValue("hash") {
			w.WriteHeader(http.StatusBadRequest)
		}
	})
	http.HandleFunc("POST /hooks/helcim", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		log.Printf("hook: %s", body)
	})
	log.Printf("orchard up, helcim %.10s", os.Getenv("HELCIM_API_TOKEN"))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
